# SPDX-License-Identifier: GPL-3.0-or-later
# --- leaving by scores --------------------------------------------------------
# The log odds of leaving at a visit rise with the score last seen before it (at random), or with
# that which is then not seen (not at random); the intercepts are such that the shares stated have
# left in the mean. They are found in a large sample.
log_odds <- by_arm(design$dropout[["log-odds"]])
leading_points <- which(points$outcome == leading)
# At each visit of the leading outcome what drives leaving, and who is there if he has not left.
drives <- function(a, scores, seen) {
  last <- rep(0, nrow(scores))
  odds <- list()
  for (i in leading_points) {
    if (points$visit[i] == 0) {
      last <- log_odds[a] * scores[, i]
      next
    }
    own <- log_odds[a] * scores[, i]
    odds[[length(odds) + 1]] <- if (mechanism[a] == "mnar") own else last
    last <- ifelse(seen[, i], own, last)
  }
  odds
}
leading_visits <- leading_points[points$visit[leading_points] > 0]
lost_at_leading <- function(a) {
  at <- points$time[leading_visits]
  lost <- or(losses[[arms[a]]], 0)
  vapply(at, function(time) c(0, lost)[sum(loss_times <= time) + 1], 0)
}
intercepts <- vector("list", length(arms))
find_intercepts <- function(a) {
  n <- 100000
  scores <- draw_patients(a, recruits(n), NULL)$scores
  seen <- matrix(runif(n * nrow(points)) >= gaps[a], n)
  odds <- drives(a, scores, seen)
  there <- rep(1, n)
  asked <- lost_at_leading(a)
  found <- rep(-Inf, length(asked))
  for (v in seq_along(asked)) {
    if (asked[v] <= c(0, asked)[v]) next
    found[v] <- uniroot(function(b) 1 - mean(there * plogis(-odds[[v]] - b)) - asked[v],
                        c(-60, 60) - mean(odds[[v]]), extendInt = "upX")$root
    there <- there * plogis(-odds[[v]] - found[v])
  }
  found
}
leave_by_scores <- function(a, scores, seen, leave) {
  if (is.null(intercepts[[a]])) intercepts[[a]] <<- find_intercepts(a)
  odds <- drives(a, scores, seen)
  there <- rep(1, nrow(scores))  # chance to be there still
  gone <- matrix(FALSE, nrow(scores), length(odds))  # by each visit
  for (v in seq_along(odds)) {
    there <- there * plogis(-odds[[v]] - intercepts[[a]][v])
    gone[, v] <- leave < 1 - there
  }
  # Other outcomes miss those who have left by then.
  for (i in which(points$visit > 0)) {
    by <- sum(points$time[leading_visits] <= points$time[i])
    if (by > 0) seen[gone[, by], i] <- FALSE
  }
  seen
}
