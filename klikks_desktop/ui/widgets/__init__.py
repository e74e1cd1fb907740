"""Widgets that know one record type or none; each takes the ``Theme`` first.

page: Page, Panes, ScrollPage; page_head: PageHead; record_parts: RecordHead, FormFoot
form: FormView(theme, [FormSection(title, icon, rows)]); form_field: FieldSpec, FormSection, FormField
table: RecordTable; tree: RecordTree; cells: Column, Row, Cell; inputs: LineField, SearchField, TextField
date_field: DateField; choice_field: ChoiceField; suggest_field: SuggestField; check_field: CheckField
segments: SegmentedChoice; choice_card: ChoiceCard; place_search: PlaceSearch; arms_field: ArmsField
button: Button; label: Label, IconLabel, Separator; card: Card; flow: FlowLayout; pill: Pill
tile: Tile; steps: Steps, StepLine; due_list: DueList, DueItem; key_values: KeyValues; info_bar: InfoBar
empty_state: EmptyState; progress: ProgressBar; pdf_preview: PdfPreview; focus_ring: FocusRing
All inputs have ``value``, ``set_value``, ``set_problem``, ``edited`` (typing), ``left`` (done with it).
Sizes come from ``theme.px(u)``, colours from ``theme.colour(role)``, fonts from ``theme.font(role)``.
"""
