"""Themes and topics from which made-up sessions and coalitions take their names."""

from __future__ import annotations

from collections.abc import Mapping

THEMES: Mapping[str, str] = {
    "AI": "Artificial intelligence",
    "DATA": "Data governance and trust",
    "SECURITY": "Security, standards and safety",
    "EMERGING": "Emerging technologies and networks",
    "HEALTH": "Digital health",
    "GREEN": "Environment and climate",
    "ECONOMY": "Digital economy and finance",
    "CONNECT": "Meaningful connectivity",
    "EDU": "Education and capacity",
    "INCLUDE": "Digital inclusion and accessibility",
    "RIGHTS": "Human rights online",
    "CHILD": "Children and youth",
    "MEDIA": "Media and platforms",
    "DNS": "Names, numbers and the open Internet",
    "COOP": "Digital cooperation",
    "LANG": "Languages and local content",
    "PUBLIC": "Digital public goods",
    "WORK": "Work and skills",
    "LAW": "Law across borders",
    "PEACE": "Peace and emergencies",
}
"""Themes by code; each meeting assigns them to its subthemes."""

TOPICS: Mapping[str, tuple[str, ...]] = {
    "AI": (
        "Auditing algorithms",
        "AI in public services",
        "Small language communities and AI",
        "Liability for AI",
        "Open models",
    ),
    "DATA": ("Data across borders", "Data stewardship", "Trust in public data", "Personal data in practice"),
    "SECURITY": ("Incident response", "Secure by design", "Norms in cyberspace", "Cybercrime and due process"),
    "EMERGING": ("Quantum networks", "Digital identity on ledgers", "Connected devices", "Virtual worlds"),
    "HEALTH": ("Telemedicine", "Health data spaces", "Mental health online"),
    "GREEN": ("Energy use of data centres", "Electronic waste", "Climate data for all"),
    "ECONOMY": ("Taxing digital trade", "Platform work", "Small firms online", "Payments for all"),
    "CONNECT": ("Spectrum for communities", "Satellites and remote areas", "Affordable devices", "Universal service"),
    "EDU": ("Digital skills for teachers", "Schools online", "Learning about governance"),
    "INCLUDE": ("Web accessibility", "Older people online", "Rural women online", "Local languages"),
    "RIGHTS": ("Shutdowns", "Encryption and privacy", "Freedom of assembly online", "Remedies for harm"),
    "CHILD": ("Age assurance", "Young people in policy", "Safety of games"),
    "MEDIA": ("Fact-checking", "Local news online", "Content moderation", "Elections and platforms"),
    "DNS": ("Universal acceptance", "Routing security", "Interconnection fees", "Fragmentation"),
}

MORE_TOPICS: Mapping[str, tuple[str, ...]] = {
    "COOP": ("After the review", "National and regional forums", "Bringing parliaments in", "A shared vocabulary"),
    "LANG": ("Keyboards for all scripts", "Content that travels", "Speech in small languages"),
    "PUBLIC": ("Open source in ministries", "Digital identity for all", "Registers people can trust"),
    "WORK": ("Skills for the next decade", "Working across borders", "Fair pay online"),
    "LAW": ("Courts and the cloud", "Whose law online?", "Consumer redress"),
    "PEACE": ("Networks in emergencies", "Humanitarian data", "Information in conflicts"),
}
"""Topics under the themes that only larger meetings have."""

FRAMES = ("lessons from the regions", "what comes next", "who decides?", "a conversation", "tools that work")
