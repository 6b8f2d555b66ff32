"""The search for whole programmes: hundreds of sessions to place, too many for one model of times and rooms at once.

It is the same model throughout, of the same rules and goals, in smaller portions. `search` leads from one step to the
next: `board` and `moves` sketch a first programme in a moment; `coalitions` settles what coalitions can get at best;
`parts` frees a few sessions while all others stay, `neighbourhoods` chooses which, and `improve` lets the processes of
this machine place part after part anew (`workshop`). `times` decides when everything takes place with rooms by count,
for bounds; `state` keeps the best.
"""

from scheduler.model.whole.search import is_whole, search_whole

__all__ = ["is_whole", "search_whole"]
