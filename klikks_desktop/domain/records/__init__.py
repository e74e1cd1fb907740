"""The records of the program: frozen, one per entity.

One record feeds table, form, certificate and sync file. Rows of other people's workspaces
(imported from a sync file) carry ``source``: the id of the peer that owns them; ``None`` is
our own.
"""

from klikks_desktop.domain.records.care import Draft, Setting
from klikks_desktop.domain.records.certificates import Certificate, CertificateCopy, CertificateKind
from klikks_desktop.domain.records.energy import (
    Building,
    Consumption,
    FactorFile,
    Meter,
    MeterPurpose,
    WeatherFactor,
)
from klikks_desktop.domain.records.exchange import (
    Delivery,
    DeliveryKind,
    Direction,
    Peer,
    PlaceReport,
    Verdict,
)
from klikks_desktop.domain.records.funding import Funding, FundingState
from klikks_desktop.domain.records.patrons import (
    Appointment,
    Consent,
    ConsentForm,
    EndReason,
    Patron,
    Purpose,
)
from klikks_desktop.domain.records.places import Address, Design, Locality, Participation, Place, Role
from klikks_desktop.domain.records.region import (
    Announcement,
    EnergyTotal,
    GoodExample,
    NetworkContact,
    Partner,
    Period,
    ProgrammePack,
    Receipt,
    Remark,
    RemarkKind,
    ReportedEffect,
)
from klikks_desktop.domain.records.savings import (
    Achievement,
    Activity,
    ActivityKind,
    Attachment,
    Grade,
    Indicator,
    IndicatorKind,
    Potential,
    PotentialState,
    Priority,
    Project,
    ProjectKind,
    ProjectPatron,
    ProjectState,
    Stage,
    TargetPoint,
    Task,
)

Record = (
    Place
    | Locality
    | Participation
    | Patron
    | Appointment
    | Consent
    | Certificate
    | CertificateCopy
    | Peer
    | Delivery
    | PlaceReport
    | Draft
    | Setting
    | Building
    | Meter
    | Consumption
    | WeatherFactor
    | FactorFile
    | Project
    | Potential
    | ProjectPatron
    | Activity
    | Task
    | Attachment
    | Indicator
    | Achievement
    | TargetPoint
    | Funding
    | Remark
    | Announcement
    | Period
    | Partner
    | GoodExample
    | NetworkContact
    | Receipt
    | ProgrammePack
    | EnergyTotal
    | ReportedEffect
)

__all__ = [
    "Achievement",
    "Activity",
    "ActivityKind",
    "Address",
    "Announcement",
    "Appointment",
    "Attachment",
    "Building",
    "Certificate",
    "CertificateCopy",
    "CertificateKind",
    "Consent",
    "ConsentForm",
    "Consumption",
    "Delivery",
    "DeliveryKind",
    "Design",
    "Direction",
    "Draft",
    "EndReason",
    "EnergyTotal",
    "FactorFile",
    "Funding",
    "FundingState",
    "GoodExample",
    "Grade",
    "Indicator",
    "IndicatorKind",
    "Locality",
    "Meter",
    "MeterPurpose",
    "NetworkContact",
    "Participation",
    "Partner",
    "Patron",
    "Peer",
    "Period",
    "Place",
    "PlaceReport",
    "Potential",
    "PotentialState",
    "Priority",
    "ProgrammePack",
    "Project",
    "ProjectKind",
    "ProjectPatron",
    "ProjectState",
    "Purpose",
    "Receipt",
    "Record",
    "Remark",
    "RemarkKind",
    "ReportedEffect",
    "Role",
    "Setting",
    "Stage",
    "TargetPoint",
    "Task",
    "Verdict",
    "WeatherFactor",
]
