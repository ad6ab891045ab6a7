# SPDX-License-Identifier: GPL-3.0-or-later
# --- reading the design -------------------------------------------------------
or <- function(x, otherwise) if (is.null(x)) otherwise else x
arms <- names(design$arms)
size <- vapply(design$arms, function(arm) arm[["size"]], 0)  # patients randomised
reference <- which(vapply(design$arms, function(arm) isTRUE(arm[["reference"]]), NA))
# A number that may be given for each arm, in the order of the arms.
by_arm <- function(map, otherwise = 0)
  vapply(arms, function(arm) as.numeric(or(map[[arm]], otherwise)), 0)
# Outcomes with scores of their own; a responder is made of those of another.
measured <- names(Filter(function(o) is.null(o[["responder"]]), design$outcomes))
# The one whose scores decide who leaves, and in whose unit SDs of practitioners and so on are.
leading <- or(design$outcomes[[1]][["responder"]]$outcome, names(design$outcomes)[1])
# Weeks; times to an event have no visit but the end of the follow-up.
visit_times <- function(o)
  vapply(o$visits, function(v) as.numeric(or(v$time, o[["follow-up"]])), 0)
# +1 where a higher or later score is better.
direction <- function(o) if (o$better %in% c("higher", "later")) 1 else -1
