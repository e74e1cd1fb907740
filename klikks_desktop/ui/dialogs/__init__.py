"""Dialogs: base (Dialog), message (MessageDialog), confirm, report (ReportWindow), progress, files."""
