section-figures = Figures
figures-period-week = Week
figures-period-month = Month
figures-period-year = Year
figures-key-period = week, month, year
figures-key-before = before
figures-key-after = after
figures-covered = covered
figures-bare = bare
figures-gaps = gaps
figures-covers = covers
figures-to-find = to find
figures-all = all
figures-open = Of { $open } that duties were open, an owner was on duty for { $owned } by the roster.
figures-no-review = Nothing was done under a cover that the owner had to confirm.
figures-review = { $count ->
    [one] One thing was done for the owner to confirm
   *[other] { $count } things were done for the owner to confirm
}, { $disputed } disputed ({ $percent }%).
figures-served = { $count ->
    [one] One order was served under a cover; no cover was for a customer who waited.
   *[other] { $count } orders were served under covers; no cover was for a customer who waited.
}
figures-served-waited = { $count ->
    [one] One order was served under a cover
   *[other] { $count } orders were served under covers
}; { $waited ->
    [one] the one customer who waited was attended to after { $time }.
   *[other] of { $waited } customers who waited the middle one was attended to after { $time }.
}
figures-definition = Bare: neither owner nor cover, by the roster. To find: from request to yes. Waited: from the start of a cover for a waiting customer to its first act.
figures-legend = █ bare hours   • covered hours
