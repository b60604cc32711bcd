"""Store the memory. Read the files in this order: each imports only earlier ones."""

from .picture import Picture, Rendition
from .vocabulary import HindranceKind, LadderLevel, Method, SideEffectKind, TargetGroup, Term, Theme

from .place import Municipality, Province, Region  # isort: skip
from .organisation import Association, Authority  # isort: skip

from .knowledge import KnowledgePage  # isort: skip
from .practice import PracticeCard  # isort: skip
from .advice import PolicyAdvice, Recommendation  # isort: skip
from .followup import Feedback, FollowUp  # isort: skip
from .adoption import Adoption  # isort: skip
from .membership import AssociationMember, CouncilContact  # isort: skip
from .workspace import Workspace  # isort: skip
from .link import CheckedLink  # isort: skip
from .document_text import DocumentText  # isort: skip
from .recovery_code import RecoveryCode  # isort: skip
from .reminder import Correspondent, Reminder  # isort: skip
from .outgoing_mail import OutgoingMail  # isort: skip
from .dossier import Dossier  # isort: skip
from .statement import AccessibilityStatement  # isort: skip
from .submission import Submission, SubmissionAttempt, SubmissionMessage  # isort: skip

__all__ = [
    "AccessibilityStatement",
    "Adoption",
    "Association",
    "AssociationMember",
    "Authority",
    "CheckedLink",
    "Correspondent",
    "CouncilContact",
    "DocumentText",
    "Dossier",
    "Feedback",
    "FollowUp",
    "HindranceKind",
    "KnowledgePage",
    "LadderLevel",
    "Method",
    "Municipality",
    "OutgoingMail",
    "Picture",
    "PolicyAdvice",
    "PracticeCard",
    "Province",
    "Recommendation",
    "RecoveryCode",
    "Region",
    "Reminder",
    "Rendition",
    "SideEffectKind",
    "Submission",
    "SubmissionAttempt",
    "SubmissionMessage",
    "TargetGroup",
    "Term",
    "Theme",
    "Workspace",
]
