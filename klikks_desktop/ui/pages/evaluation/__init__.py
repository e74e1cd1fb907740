"""The page Auswertung of a region."""

from klikks_desktop.ui.pages.evaluation.page import EvaluationPage

__all__ = ["EvaluationPage"]
