"""Every content that programs exchange, as one JSON Schema (2020-12) for whoever writes another program."""

from __future__ import annotations

import inspect
from typing import Any, Final

import msgspec

from klikks_desktop.exchange.enrolment import EnrolmentAnswer, EnrolmentFile, EnrolmentRegion
from klikks_desktop.exchange.envelope import Header
from klikks_desktop.exchange.pack_file import Pack, PackFile
from klikks_desktop.exchange.receipt import WireReceipt
from klikks_desktop.exchange.return_file import Return
from klikks_desktop.exchange.wire import Snapshot

_JSON_SCHEMA: Final = "https://json-schema.org/draft/2020-12/schema"
_REF: Final = "#/$defs/{name}"
_CONTENTS: Final = (Snapshot, WireReceipt, Return, EnrolmentAnswer, PackFile, EnrolmentFile)
"""What stands in a file: the first four in the container, the others as a file of their own."""
_SIGNED: Final = ((PackFile, "pack", Pack.__name__), (EnrolmentFile, "region", EnrolmentRegion.__name__))
"""Parts that are kept as the bytes that were signed, and what these say."""
_DESCRIPTION: Final = """\
The JSON that KlikKS programs exchange; the member "format" tells which it is.

In the container (.klikks), named by "kind" of its header line (Header): snapshot - a report (Snapshot),
receipt - a receipt (WireReceipt), return - a return (Return), enrolment-answer - the answer to an enrolment
(EnrolmentAnswer). As files of their own: a programme pack (PackFile) and an enrolment (EnrolmentFile).
Unknown members are ignored by readers; new ones are always optional."""


def schema() -> dict[str, Any]:  # Any: a JSON document of any shape
    """The document: whatever is exchanged is valid by exactly one of its kinds.

    What a content is told by ("format") is required here: every program writes it.
    """
    named = (*_CONTENTS, Header, _pack(), EnrolmentRegion)
    references, definitions = msgspec.json.schema_components(named, ref_template=_REF)
    for each in definitions.values():
        each["description"] = inspect.cleandoc(each["description"])
    for kind in _CONTENTS:
        if "format" in kind.__struct_fields__:
            definition = definitions[kind.__name__]
            definition["required"] = list(dict.fromkeys(("format", *definition["required"])))
    for kind, field, content in _SIGNED:
        definitions[kind.__name__]["properties"][field] = {"$ref": _REF.format(name=content)}
    return {
        "$schema": _JSON_SCHEMA,
        "title": "KlikKS",
        "description": _DESCRIPTION,
        "oneOf": list(references[: len(_CONTENTS)]),
        "$defs": definitions,
    }


def _pack() -> type[msgspec.Struct]:
    """``Pack`` with its enrolment as what it says: the bytes it is kept as have no default in JSON."""
    fields = [_field(each) for each in msgspec.structs.fields(Pack) if each.name != "enrolment"]
    fields.append(("enrolment", EnrolmentFile | None, None))
    return msgspec.defstruct(Pack.__name__, fields, kw_only=True, namespace={"__doc__": Pack.__doc__})


# Any: types of fields and their defaults, as msgspec holds them.
def _field(each: msgspec.structs.FieldInfo) -> tuple[str, Any] | tuple[str, Any, Any]:
    if each.required:
        return each.name, each.type
    default = each.default_factory() if each.default is msgspec.NODEFAULT else each.default
    return each.name, each.type, default
