"""What forms call the kinds of presence and the services, in English, French and Spanish."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from scheduler.core.vocabulary import Kind, Service
from scheduler.intake.name_directory import NameDirectory

KIND_NAMES: dict[Kind, tuple[str, ...]] = {
    Kind.JOINT: (
        "joint sessions",
        "joint coalition session",
        "joint dc session",
        "séance commune",
        "session commune",
        "sesión conjunta",
    ),
    Kind.INDIVIDUAL: (
        "individual sessions",
        "own session",
        "individual dc session",
        "session individuelle",
        "sesión individual",
    ),
    Kind.MAIN_SLOT: (
        "main session slot",
        "slot in a main session",
        "slot in a thematic main session",
        "créneau en session principale",
        "espacio en la sesión principal",
    ),
    Kind.SEGMENT: (
        "coalition main session",
        "dc main session",
        "segment",
        "consolidated session",
        "session principale des coalitions",
        "sesión principal de las coaliciones",
    ),
    Kind.DAY_ZERO: (
        "day zero",
        "day 0",
        "day 0 event",
        "day zero session",
        "événement du jour zéro",
        "jour zéro",
        "evento del día cero",
        "día cero",
    ),
    Kind.BILATERAL: (
        "bilateral",
        "bilateral room",
        "bilateral meeting room",
        "bilateral meetings",
        "réunion bilatérale",
        "reunión bilateral",
    ),
    Kind.BOOTH: (
        "booth",
        "booth in the village",
        "booth or meeting point",
        "booth shifts",
        "permanence au stand",
        "stand",
        "turno en el stand",
    ),
}
"""Other names of the kinds of presence."""

SERVICE_NAMES: dict[Service, tuple[str, ...]] = {
    Service.CAPTIONING: (
        *("captions", "live captioning", "live captions", "closed captioning", "closed captions", "subtitles"),
        *("sous-titrage", "sous-titres", "sous-titrage en direct", "transcription en direct"),
        *("subtítulos", "subtitulado", "subtitulación", "subtitulado en vivo", "subtitulación en directo"),
    ),
    Service.INTERPRETATION: (
        *("interpreting", "simultaneous interpretation", "language interpretation"),
        *("interprétation", "interprétation simultanée"),
        *("interpretación", "interpretación simultánea"),
    ),
    Service.HYBRID: (
        *("hybrid session", "hybrid format", "hybrid participation", "online participation", "remote participation"),
        *("hybride", "session hybride", "format hybride", "participation en ligne", "participation à distance"),
        *("híbrido", "híbrida", "sesión híbrida", "formato híbrido", "participación en línea", "participación remota"),
    ),
    Service.WEBCAST: (
        *("webcasting", "live stream", "live streaming", "livestream", "streaming", "broadcast"),
        *("webdiffusion", "diffusion en direct", "retransmission en direct", "diffusion en ligne"),
        *("transmisión en vivo", "transmisión en directo", "retransmisión en directo", "difusión en línea"),
    ),
    Service.STEP_FREE: (
        *("step-free access", "wheelchair access", "wheelchair accessible", "barrier-free", "barrier-free access"),
        *("accès de plain-pied", "accès sans marches", "accès en fauteuil roulant", "accessible en fauteuil roulant"),
        *("acceso sin escalones", "sin escalones", "acceso en silla de ruedas", "accesible en silla de ruedas"),
    ),
}
"""Other names of the services."""


def directory_of(words: Iterable[str], what: str) -> NameDirectory:
    """A directory of a fixed list of words."""
    directory = NameDirectory(what, loose=True)
    for word in words:
        directory.add(str(word))
    return directory


def kind_directory() -> NameDirectory:
    """A directory of the kinds of presence with their other names."""
    return _with_other_names(directory_of(Kind, "kind of presence"), KIND_NAMES)


def service_directory() -> NameDirectory:
    """A directory of the services with their other names."""
    return _with_other_names(directory_of(Service, "service"), SERVICE_NAMES)


def _with_other_names(
    directory: NameDirectory, names: Mapping[Kind, Iterable[str]] | Mapping[Service, Iterable[str]]
) -> NameDirectory:
    for word, others in names.items():
        for other in others:
            directory.also(word.value, other)
    return directory
