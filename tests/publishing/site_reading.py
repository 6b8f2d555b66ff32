"""The pages as a reader's program sees them, and a meeting whose names are in six languages."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

from scheduler.core.instance import Instance
from scheduler.core.programme import Programme
from tests.reports import example

SIX_LANGUAGES = (
    "من يقرر ما يبقى على الإنترنت؟ (2024)",
    "人工智能治理：从原则到实践",
    "Who decides what stays up?",
    "Gouvernance des données : qui décide ?",
    "Кибербезопасность и доверие",
    "Gobernanza digital: ¿quién decide?",
)


@dataclass
class Element:
    tag: str
    attributes: dict[str, str]
    text: str = ""


@dataclass
class Read(HTMLParser):
    """A page's elements with their attributes, the text in each, and each text with what it stands in."""

    page: str
    elements: list[Element] = field(default_factory=list)
    open: list[Element] = field(default_factory=list)
    texts: list[tuple[str, tuple[Element, ...]]] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()
        self.feed(self.page)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attributes})
        self.elements.append(element)
        if tag not in ("meta", "link"):
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop().tag == tag

    def handle_data(self, text: str) -> None:
        self.texts.append((text, tuple(self.open)))
        for element in self.open:
            element.text += text

    def all(self, tag: str) -> list[Element]:
        return [element for element in self.elements if element.tag == tag]

    @property
    def ids(self) -> list[str]:
        return [element.attributes["id"] for element in self.elements if "id" in element.attributes]

    @property
    def links(self) -> list[str]:
        return [element.attributes["href"] for element in self.all("a")]

    @property
    def text(self) -> str:
        return self.all("body")[0].text


def read_folder(folder: Path) -> dict[str, Read]:
    """The pages of a folder by file name."""
    return {path.name: Read(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.html"))}


def changed(session: str, **changes: object) -> tuple[Instance, Programme]:
    """The example, where a session of the host programme is another."""
    instance = example.instance()
    sessions = tuple(one.model_copy(update=changes) if one.id == session else one for one in instance.sessions)
    instance = instance.model_copy(update={"sessions": sessions})
    return instance, example.programme(instance)
