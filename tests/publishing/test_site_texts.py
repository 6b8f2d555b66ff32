"""Whatever people wrote stays text on the pages: in six languages, in both directions, and where it is hostile."""

from __future__ import annotations

from pathlib import Path

import pytest

from scheduler.candidates.comparison import ComparisonInput
from scheduler.core.safe_text import visible
from scheduler.export.site import page, write_site
from scheduler.export.site.languages import language
from scheduler.export.site.page_addresses import addresses
from tests.candidates.comparison.programmes import renamed
from tests.publishing.site_reading import SIX_LANGUAGES, Read, changed, read_folder
from tests.reports import example
from tests.reports.test_safety import HOSTILE

INSTANCE = example.instance()
PROGRAMME = example.programme(INSTANCE)


def with_all_names(before: str) -> Read:
    """The one page of the example where every name begins with a text."""
    entry = renamed(ComparisonInput("x", INSTANCE, PROGRAMME, ""), before)
    return Read(page(entry.instance, entry.programme))


@pytest.mark.parametrize("text", SIX_LANGUAGES)
def test_a_title_in_each_language_stands_apart_from_times(text: str) -> None:
    read = Read(page(*changed("S04", title=text)))
    places = [around for words, around in read.texts if words == text]
    assert len(places) > 3
    for around in places:
        apart = [e for e in around if e.tag == "bdi" or e.attributes.get("dir") == "auto"]
        assert len(apart) == 1
        assert apart[0].attributes.get("lang", "") == language(text)
        assert "time" not in [e.tag for e in around]


def test_the_letters_tell_the_language_as_far_as_they_can() -> None:
    assert [language(text) for text in SIX_LANGUAGES] == ["ar", "zh", "", "", "ru", ""]
    others = {
        "حکمرانی اینترنت": "fa",
        "Кібербезпека їх": "uk",
        "הגנת הפרטיות": "he",
        "データ保護": "ja",
        "데이터": "ko",
    }
    assert {text: language(text) for text in others} == others
    assert language("Internet Governance Forum: منتدى") == ""
    assert language("2024 – 12:30") == ""


# Nothing in a page depends on how a text begins: one text holds them all.
@pytest.mark.parametrize(
    "text", [" ".join(HOSTILE), "</style></title></script><script>x=1</script>\"'><img src=x onerror=x>"]
)
def test_hostile_names_stay_text_in_every_field(text: str) -> None:
    plain, hostile = with_all_names("x "), with_all_names(text)

    def bare(read: Read) -> list[str]:
        return [element.tag for element in read.elements]

    assert bare(hostile) == bare(plain)
    assert not [e for e in hostile.elements if any(name.startswith("on") for name in e.attributes)]
    assert {link[0] for link in hostile.links} == {"#"}
    assert hostile.text.count(visible(text).split("\n")[0].strip()) > 100


def test_addresses_are_left_out_of_texts_and_of_names_of_files(tmp_path: Path) -> None:
    entry = renamed(ComparisonInput("x", INSTANCE, PROGRAMME, ""), "someone@example.org ")
    write_site(entry.instance, entry.programme, tmp_path)
    for name, read in read_folder(tmp_path).items():
        assert "someone" not in read.page
        assert "example-org" not in name + read.page
        assert "@" not in read.page.replace("@media", "").replace("@page", "")
    assert not [person.email for person in INSTANCE.people if person.email in page(INSTANCE, PROGRAMME)]


def test_no_emblem() -> None:
    assert "United Nations" not in page(INSTANCE, PROGRAMME)


def test_names_of_files_are_plain_and_unique_whatever_people_are_called() -> None:
    names = ("DC/3", "dc 3", "DC-3", "ÉDU", "edu", "CON", "../x", "人工智能", "قانون", "a@b.example", "x" * 300, "")
    found = addresses("coalition", names)
    assert len(set(found.values())) == len(names)
    for name in found.values():
        assert name.replace("-", "").isascii()
        assert name.replace("-", "").isalnum()
        assert name == name.lower()
        assert 10 < len(name) < 70
    assert found["DC/3"] == "coalition-dc-3"
    assert found["dc 3"] == "coalition-dc-3-2"
    assert found["CON"] == "coalition-con"
    assert found["人工智能"] == "coalition-8"
    assert addresses("day", ("Day 1", "Opening")) == {"Day 1": "day-1", "Opening": "day-opening"}
