"""The first-start assistant: from nothing to a workspace in four steps."""

from klikks_desktop.ui.assistant.window import run_assistant

__all__ = ["run_assistant"]
