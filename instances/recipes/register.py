"""The register of Dynamic Coalitions: acronyms, names, aliases and titles are real, themes and standing are made up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from scheduler.generate.planning_rows import Row
from scheduler.generate.topics import THEMES


@dataclass(frozen=True)
class Registered:
    """A coalition of the register. `in_2022`: it stood in the list of March 2022. `title_2021`: of its session then."""

    acronym: str
    name: str
    themes: tuple[str, ...]
    aliases: tuple[str, ...] = ()
    in_2022: bool = False
    active: bool = True
    title_2021: str = ""
    horizontal: bool = False


REGISTER = (
    Registered(
        "DCAD",
        "Dynamic Coalition on Accessibility and Disability",
        ("INCLUDE", "RIGHTS", "EDU"),
        in_2022=True,
        title_2021="Challenges & Opportunities for Persons with Disabilities in a Post Covid World",
        horizontal=True,
    ),
    Registered(
        "DC-BAS",
        "Dynamic Coalition on Blockchain Assurance and Standardization",
        ("EMERGING", "SECURITY"),
    ),
    Registered(
        "DC-Blockchain",
        "Dynamic Coalition on Blockchain Technologies",
        ("EMERGING", "ECONOMY"),
        in_2022=True,
    ),
    Registered(
        "DC-Children",
        "Dynamic Coalition on Children's Rights in the Digital Environment",
        ("CHILD", "SECURITY", "RIGHTS"),
        ("DCCOS", "DC on Child Online Safety"),
        in_2022=True,
        title_2021="Regulate or prevent to protect children – a false dichotomy?",
    ),
    Registered(
        "DC3",
        "Dynamic Coalition on Community Connectivity",
        ("CONNECT", "INCLUDE", "GREEN"),
        ("DC-3", "Community Connectivity"),
        in_2022=True,
        title_2021="Sustainable Funding Models for Community Networks",
    ),
    Registered(
        "DC-CIV",
        "Dynamic Coalition on Core Internet Values",
        ("DNS", "SECURITY"),
        ("DCCIV", "Core Internet Values"),
        in_2022=True,
        title_2021="Internet Regulation during Crisis One Year Later",
    ),
    Registered(
        "DC-DAIG",
        "Dynamic Coalition on Data and Artificial Intelligence Governance",
        ("AI", "DATA"),
    ),
    Registered(
        "DC-DT",
        "Dynamic Coalition on Data and Trust",
        ("DATA", "SECURITY"),
        ("DC on Data and Trust",),
        in_2022=True,
        title_2021="(title not given)",
    ),
    Registered(
        "DC-DDHT",
        "Dynamic Coalition on Data Driven Health Technologies",
        ("HEALTH", "DATA", "AI"),
        in_2022=True,
        title_2021="Health Matters: Data & Technology in the Healthcare Sector",
    ),
    Registered(
        "DC-DFI",
        "Dynamic Coalition on Digital Financial Inclusion",
        ("ECONOMY", "INCLUDE"),
    ),
    Registered(
        "DC-DH",
        "Dynamic Coalition on Digital Health",
        ("HEALTH", "AI"),
    ),
    Registered(
        "DC-Digital Economy",
        "Dynamic Coalition on the Digital Economy",
        ("ECONOMY", "DATA"),
    ),
    Registered(
        "DC-DNSI",
        "Dynamic Coalition on DNS Issues",
        ("DNS", "SECURITY"),
        in_2022=True,
    ),
    Registered(
        "DCE",
        "Dynamic Coalition on Environment",
        ("GREEN", "ECONOMY"),
        ("DC-Environment",),
    ),
    Registered(
        "DC-G4P",
        "Dynamic Coalition on Gaming for Purpose",
        ("CHILD", "EDU"),
    ),
    Registered(
        "DC-Gender",
        "Dynamic Coalition on Gender and Internet Governance",
        ("RIGHTS", "INCLUDE"),
        in_2022=True,
        title_2021="Tangled like Wool: Gender, Social & Digital Inequalities",
        horizontal=True,
    ),
    Registered(
        "DC-Connecting the Unconnected",
        "Dynamic Coalition on Innovative Approaches to Connecting the Unconnected",
        ("CONNECT", "INCLUDE"),
        ("DC-CTU", "DC on Innovative Approaches to Connecting the Unconnected"),
        in_2022=True,
    ),
    Registered(
        "DC-IoT",
        "Dynamic Coalition on the Internet of Things",
        ("EMERGING", "SECURITY", "DATA"),
        ("DCIoT", "DC IoT"),
        in_2022=True,
    ),
    Registered(
        "DC-Interplanetary",
        "Dynamic Coalition on the Interplanetary Internet",
        ("EMERGING", "CONNECT"),
        ("DC-IPN",),
    ),
    Registered(
        "IRPC",
        "Internet Rights and Principles Coalition",
        ("RIGHTS", "MEDIA"),
        ("Internet Rights & Principles Coalition",),
        in_2022=True,
        title_2021="The Charter of Human Rights & Principles for the Internet at 10",
    ),
    Registered(
        "IS3C",
        "Internet Standards, Security and Safety Coalition",
        ("SECURITY", "DNS"),
        ("DC-ISSS", "ISGC"),
        in_2022=True,
        title_2021="Making the Internet more secure and safer",
    ),
    Registered(
        "DC-IUI",
        "Dynamic Coalition on Internet Universality Indicators",
        ("RIGHTS", "MEDIA"),
        in_2022=True,
        title_2021="UNESCO's call to all stakeholders to support ROAM and the DC",
    ),
    Registered(
        "DC-Digital Inclusion",
        "Dynamic Coalition on Measuring Digital Inclusion",
        ("INCLUDE", "CONNECT"),
    ),
    Registered(
        "DCNN",
        "Dynamic Coalition on Network Neutrality",
        ("DNS", "CONNECT", "RIGHTS"),
        ("DC-NN", "Network Neutrality"),
        in_2022=True,
        title_2021="Device Neutrality and Interoperability for Internet Openness",
    ),
    Registered(
        "DC-OER",
        "Dynamic Coalition on Open Educational Resources",
        ("EDU", "INCLUDE"),
        horizontal=True,
    ),
    Registered(
        "DCPR",
        "Dynamic Coalition on Platform Responsibility",
        ("MEDIA", "RIGHTS", "DATA"),
        ("DC-PR",),
        in_2022=True,
        title_2021="Platform Interoperability: Understanding a Complex Issue",
    ),
    Registered(
        "DC-PAL",
        "Dynamic Coalition on Public Access in Libraries",
        ("CONNECT", "INCLUDE", "EDU"),
        ("DC PAL",),
        in_2022=True,
        title_2021="Public Access: Driving a Community-Based Development Model",
        horizontal=True,
    ),
    Registered(
        "DC-SIG",
        "Dynamic Coalition on Schools of Internet Governance",
        ("EDU",),
        ("DC SIG", "DC on Schools on Internet Governance"),
        in_2022=True,
        title_2021="Rising to current challenges facing Schools of IG",
        horizontal=True,
    ),
    Registered(
        "DC-SIDS",
        "Dynamic Coalition on Small Island Developing States in the Internet Economy",
        ("CONNECT", "GREEN", "ECONOMY"),
        ("DC SIDS",),
        in_2022=True,
        title_2021="The Pandemic Internet: Ensuring SIDS do not fall behind",
    ),
    Registered(
        "DC-Journalism",
        "Dynamic Coalition on the Sustainability of Journalism and News Media",
        ("MEDIA", "AI"),
        ("DC-Sustainability", "DC on the Sustainability of Journalism and News Media"),
        in_2022=True,
        title_2021="Internet governance and news media sustainability",
    ),
    Registered(
        "DTC",
        "Dynamic Teen Coalition",
        ("CHILD", "EDU"),
        ("Teen Coalition",),
        horizontal=True,
    ),
    Registered(
        "YCIG",
        "Youth Coalition on Internet Governance",
        ("CHILD", "EDU"),
        ("Youth Coalition",),
        in_2022=True,
        title_2021="Youth in the decision-making process: hear us!",
        horizontal=True,
    ),
    Registered(
        "DC-Jobs",
        "Dynamic Coalition on Internet and Jobs",
        ("ECONOMY", "EDU"),
        in_2022=True,
        active=False,
        title_2021="Changing Jobs & Skillsets Post COVID – How Internet can Help",
    ),
)

ACTIVE = tuple(coalition for coalition in REGISTER if coalition.active)
"""The 32 of today's list."""


def theme_rows(subthemes: Mapping[str, str]) -> list[Row]:
    """The Themes sheet: the codes of `subthemes`, each with its subtheme."""
    return [{"Code": code, "Theme": THEMES[code], "Subtheme": subtheme} for code, subtheme in subthemes.items()]


def coalition_rows(coalitions: Iterable[Registered], more: Mapping[str, Row]) -> list[Row]:
    """The Coalitions sheet; `more` fills in further columns by acronym."""
    rows: list[Row] = []
    for coalition in coalitions:
        row: Row = {
            "Acronym": coalition.acronym,
            "Name": coalition.name,
            "Also known as": coalition.aliases,
            "Themes": coalition.themes,
            "Horizontal": coalition.horizontal,
            "Active": True,
            "New": False,
            "Annual report": True,
            "Session report": True,
            "Coordination": True,
            "Founding conditions": True,
            "Light report": False,
            "Captions": False,
        }
        rows.append(row | more.get(coalition.acronym, {}))
    return rows
