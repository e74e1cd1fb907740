"""The inputs of a potential: the form of its measure, following what is typed."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from klikks_desktop.services.savings.potential_shape import Shape, shape, whole_measure
from klikks_desktop.services.savings.potentials import PotentialForm, Shown, save_inputs
from klikks_desktop.ui.host import Host
from klikks_desktop.ui.widgets.measure_field import Offer
from klikks_desktop.ui.widgets.measure_form import MeasureForm


class InputsTab(QWidget):
    """``shaped`` carries what the inputs give, at every keystroke; ``saved`` the form after every save."""

    shaped = Signal(object)
    saved = Signal(object)

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._host = host
        self._before: QWidget = self
        self._data: PotentialForm | None = None
        self._forms: dict[str, MeasureForm] = {}
        self._shown: UUID | None = None
        self.shape: Shape | None = None
        self.form: MeasureForm | None = None
        self._stack = QStackedWidget()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)

    def follow(self, before: QWidget) -> None:
        """Let Tab lead from ``before`` into the form that is shown."""
        self._before = before

    def show_potential(self, data: PotentialForm, *, locked: bool, fresh: bool = False) -> None:
        """Show a potential; the same one keeps what is being typed, unless it is fresh."""
        self._data = data
        self.form = form = self._form_of(data)
        self._stack.setCurrentWidget(form)
        if data.potential.id == self._shown and not fresh:
            form.refresh(data.texts, data.grades)
        else:
            form.load(data.texts, data.grades, fresh=fresh)
        self._shown = data.potential.id
        form.set_read_only(locked)
        self._reckon(told=True)

    def settle(self) -> None:
        """Save what was typed and not left yet."""
        data, form = self._data, self.form
        if data is None or form is None or self._host.workspace.store.read_only or not data.is_own:
            return
        texts, grades = form.typed()
        if not texts and not grades:
            return
        workspace, seen = self._host.workspace, Shown(*form.seen())
        saved = self._host.attempt(lambda: save_inputs(workspace, data.potential.id, texts, grades, seen))
        if saved is not None:
            self._data = saved
            form.refresh(saved.texts, saved.grades, {*texts, *grades})
            self.saved.emit(saved)

    # ------------------------------------------------------------------ inside

    def _form_of(self, data: PotentialForm) -> MeasureForm:
        """The form of a measure, built when it is first needed."""
        form = self._forms.get(data.measure.id)
        if form is None:
            form = MeasureForm(self._host.theme, whole_measure(self._host.workspace, data), self)
            form.edited.connect(self._reckon)
            form.left.connect(self._leave)
            self._forms[data.measure.id] = form
            self._stack.addWidget(form)
            form.chain_after(self._before)
        return form

    def _leave(self) -> None:
        self.settle()
        self._reckon(told=True)

    def _reckon(self, *, told: bool = False) -> None:
        """Show what these inputs give; problems are told when a field is left, not while it is typed in."""
        data, form = self._data, self.form
        if data is None or form is None:
            return
        texts, grades = form.typed()
        now = shape(self._host.workspace, data, {**data.texts, **texts}, {**data.grades, **grades})
        self.shape = now
        offers = {key: Offer(each.text, each.sentence) for key, each in data.suggestions.items()}
        form.fit(now.measure, now.units, now.sources, offers)
        if told or not now.problems:
            form.show_problems(now.problems)
        self.shaped.emit(now)
