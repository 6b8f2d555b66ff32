"""The search for whole programmes: hundreds of sessions to place, too many for one model of times and rooms at once.

It is the same model throughout, of the same rules and goals, in smaller portions: `parts` frees a few sessions while
all others stay, `times` decides when everything takes place with rooms by count, `neighbourhoods` chooses what to free,
`improve` frees part after part, `search` leads from the first programme to better ones, and `state` keeps the best.
"""

from scheduler.model.whole.search import is_whole, search_whole

__all__ = ["is_whole", "search_whole"]
