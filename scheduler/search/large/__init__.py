"""The search for whole programmes: hundreds of sessions to place, too many for one model of times and rooms at once.

It is the same model throughout, of the same rules and goals, in smaller portions. `search` leads from one step to the
next. `board`, `company` and `setting_up` lay the sessions out so that `moves` can sketch a programme in a moment and
better it; `coalitions` settles what coalitions can get at best. Then `improve` keeps the processes of this machine at
work (`workshop`): `parts` frees a few sessions while all others stay, `neighbourhoods` chooses which. What nothing can
be better than: `themes` adds up what each theme costs, which `prices` find by `patterns` of `kinds` of sessions;
`bounds` adds what `rooms` cost to what a model of `times` with rooms by count says. The cheapest rooms are a good
beginning too. All of them look at `excerpts` of the instance. `state` keeps the best.
"""

from scheduler.search.large.search_large import is_large, search_large_programme

__all__ = ["is_large", "search_large_programme"]
