# SPDX-License-Identifier: GPL-3.0-or-later
# needs: outcomes ratios
# A time to an event: Weibull, or with hazards that are constant between points in time. The law is
# the scale of the Weibull distribution, or the hazards of the pieces. Higher is later.
law[["time-to-event"]] <- function(o, arm, visit) {
  ratio <- ratio_of(o[["hazard-ratio"]], arm)
  hazards <- if (is.null(o$medians)) given_of(o$hazards, arm)
  if (!is.null(o$intervals))
    return(ratio * rep(hazards, length.out = length(o$intervals) + 1))
  scale <- if (is.null(hazards)) given_of(o$medians, arm) / log(2)^(1 / o$shape) else 1 / hazards
  scale / ratio^(1 / o$shape)
}
partial_law[["time-to-event"]] <- function(from, own, share)
  ifelse(from > 0 & own > 0, from * (own / from)^share, from + share * (own - from))
score[["time-to-event"]] <- function(o, law) function(z) {
  cumulative <- -pnorm(z, lower.tail = FALSE, log.p = TRUE)
  if (is.null(o$intervals)) return(law * cumulative^(1 / o$shape))
  from <- c(0, o$intervals)
  reached <- c(0, cumsum(law[-length(law)] * diff(from)))  # cumulative hazard where pieces begin
  piece <- pmax(1, findInterval(cumulative, reached, left.open = TRUE))
  ifelse(law[piece] > 0, from[piece] + (cumulative - reached[piece]) / law[piece], Inf)
}
# How long patients are watched: until the event, the end of the trial, or until they are lost, at a
# constant rate of which the share stated is lost in the follow-up.
watch <- function(o, arm, time, entry, leave) {
  lost <- or(losses[[arm]], 0)
  loss <- -log1p(-lost[length(lost)]) / max(loss_times)
  end <- o$accrual * (1 - entry) + o[["follow-up"]]
  gone <- if (loss > 0) -log1p(-leave) / loss else Inf
  list(watched = pmin(time, end, gone), event = time <= end & time <= gone,
       entered = o$accrual * entry)
}
# A trial that ends with so many events: nobody enters or is watched from then on.
cut_at_events <- function(d, events) {
  happened <- sort((d$entered + d$y)[d$event])
  if (length(happened) < events) return(d)
  cut <- happened[events]
  d <- rows(d, d$entered < cut)
  late <- d$entered + d$y > cut
  d$y[late] <- (cut - d$entered)[late]
  d$event[late] <- FALSE
  d
}
