"""What the tests of the importer share: a small map, and text → reading."""

from armoedegeheugen.importers.cards import pipeline
from armoedegeheugen.importers.gazetteer import Gazetteer, Place
from armoedegeheugen.importers.reading import files
from armoedegeheugen.importers.source import Source

MAP = Gazetteer(
    [
        *(Place(name, "Limburg") for name in ("Lommel", "Genk", "Ham")),
        *(Place(name, "Oost-Vlaanderen") for name in ("Zottegem", "Gent", "Gavere", "Merelbeke")),
        *(Place(name, "Antwerpen") for name in ("Heist-op-den-Berg", "Turnhout", "Mol", "Boom")),
        *(Place(name, "Antwerpen") for name in ("Kalmthout", "Antwerpen", "Westerlo")),
        Place("Bredene", "West-Vlaanderen"),
        Place("Merelbeke-Melle", "Oost-Vlaanderen"),
        Place("Limburg", "Limburg", is_province=True),
        Place("Antwerpen", "Antwerpen", is_province=True),
    ]
)


def read(text: str, name: str = "bundel.txt") -> pipeline.Reading:
    return pipeline.read(Source(name, files.lines(text)), MAP)
