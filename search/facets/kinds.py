"""List the kinds of items that can be found: pages by their model, and recommendations.

A system check (`search/checks.py`) fails when the index has no document for one of these models.
"""

from armoedegeheugen.models import Dossier, KnowledgePage, PolicyAdvice, PracticeCard

RECOMMENDATION = "aanbeveling"

MODELS: dict[str, type[KnowledgePage]] = {
    model.kind: model for model in (PracticeCard, PolicyAdvice, Dossier)
}
KINDS = (*MODELS, RECOMMENDATION)

LABELS = {
    **{kind: model._meta.verbose_name.capitalize() for kind, model in MODELS.items()},
    RECOMMENDATION: "Aanbeveling",
}
