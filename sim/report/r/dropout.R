# SPDX-License-Identifier: GPL-3.0-or-later
# --- who is seen --------------------------------------------------------------
# The share of an arm that has left by each point. Losses are given at the visits of the first
# outcome; at other times others lose as many as by those rates, the last of which goes on.
losses <- design$dropout$proportion
loss_times <- visit_times(design$outcomes[[1]])
lost_by <- function(time, arm) {
  lost <- or(losses[[arm]], 0)
  if (all(lost == 0)) return(0 * time)
  # Constant hazards between the visits: the logarithm of who is left is a broken line.
  left <- c(0, log1p(-lost)); at <- c(0, loss_times)
  m <- length(at)
  beyond <- left[m] + (time - at[m]) * (left[m] - left[m - 1]) / (at[m] - at[m - 1])
  -expm1(ifelse(time > at[m], beyond, approx(at, left, pmin(time, at[m]))$y))
}
mechanism <- design$dropout$mechanism
mechanism <- if (is.list(mechanism)) unlist(mechanism[arms]) else rep(mechanism, length(arms))
lost <- lapply(arms, function(arm) lost_by(points$time, arm))
gaps <- by_arm(design$dropout$gaps)
# Who of arm a, with such scores, is seen at each point; "leave" is a number from 0 to 1 that says
# how early a patient leaves, if he does.
draw_seen <- function(a, scores, leave) {
  n <- nrow(scores)
  seen <- matrix(TRUE, n, nrow(points))
  visits <- which(points$visit > 0)
  for (time in if (gaps[a] > 0) unique(points$time[visits])) {  # who comes again
    absent <- runif(n) < gaps[a]
    seen[absent, points$visit > 0 & points$time == time] <- FALSE
  }
  if (mechanism[a] == "mcar") {
    for (i in visits) seen[leave < lost[[a]][i], i] <- FALSE
    return(seen)
  }
  leave_by_scores(a, scores, seen, leave)
}
