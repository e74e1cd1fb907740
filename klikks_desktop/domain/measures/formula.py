"""Formulas that are printed, filled with numbers and evaluated from one and the same text.

So the Rechenweg can never show another formula than the one that was reckoned with. ``·`` ``−`` ``^``
stand for times, minus and power; names are those of the inputs.
"""

from __future__ import annotations

import ast
import operator
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Final

from klikks_desktop.domain.values import format_number

Evaluate = Callable[[Mapping[str, Decimal]], Decimal]

_NAME = re.compile(r"[^\W\d]\w*")
_OPERATORS: Final[Mapping[type[ast.operator], Callable[[Decimal, Decimal], Decimal]]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.Pow: operator.pow,
}
_SIGNIFICANT: Final = 7


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula that was understood. names: what it needs, in order of appearance."""

    text: str
    names: tuple[str, ...]
    evaluate: Evaluate

    def fill(self, values: Mapping[str, Decimal]) -> str:
        """The formula with German numbers in place of the names; negative ones in brackets."""
        return _NAME.sub(lambda match: _in_formula(values[match[0]]), self.text)


@lru_cache(maxsize=512)
def formula(text: str) -> Formula:
    """Understand ``text``; ``ValueError`` when it is more than names, whole numbers and arithmetic."""
    plain = text.replace("·", "*").replace("−", "-").replace("^", "**")
    names = tuple(dict.fromkeys(_NAME.findall(text)))
    return Formula(text, names, _compiled(ast.parse(plain, mode="eval").body))


def show(value: Decimal) -> str:
    """``value`` in German, with at most seven significant digits after a long division."""
    if value == 0:
        return "0"
    exponent = value.as_tuple().exponent
    digits = _SIGNIFICANT - 1 - value.adjusted()
    if isinstance(exponent, int) and -exponent > max(digits, 0):
        value = round(value, max(digits, 0))
    return format_number(value).replace("-", "−")


def _in_formula(value: Decimal) -> str:
    return f"({show(value)})" if value < 0 else show(value)


def _compiled(node: ast.expr) -> Evaluate:
    match node:
        case ast.Name(name):
            return lambda values: values[name]
        case ast.Constant(int(number)):
            fixed = Decimal(number)
            return lambda _values: fixed
        case ast.UnaryOp(ast.USub(), operand):
            inner = _compiled(operand)
            return lambda values: -inner(values)
        case ast.BinOp(left, sign, right) if type(sign) in _OPERATORS:
            first, apply, second = _compiled(left), _OPERATORS[type(sign)], _compiled(right)
            return lambda values: apply(first(values), second(values))
    raise ValueError(f"not a formula: {ast.unparse(node)}")
