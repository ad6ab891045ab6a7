# SPDX-License-Identifier: GPL-3.0-or-later
# needs: sequential
# Shaffer: as Holm, but divided by how many hypotheses can still be true at once. Which comparisons
# of arms can be true together follows from the order of the arms, ties included.
comparison <- function(h) h$type == "superiority" && is.null(h$contrast)
pairs_only <- vapply(hypotheses, comparison, NA)
by_analysis <- vapply(hypotheses, function(h) h$analysis, "")
orders <- as.matrix(expand.grid(rep(list(seq_along(arms)), length(arms))))
colnames(orders) <- arms
possible_sets <- lapply(unique(by_analysis[pairs_only]), function(id) {
  here <- which(pairs_only & by_analysis == id)
  true <- vapply(hypotheses[here], function(h) {
    a <- orders[, h$compare[1]]; b <- orders[, h$compare[2]]
    if (design$testing$sides == 2) a == b else a <= b
  }, logical(nrow(orders)))
  list(of = here, sets = unique(true))
})
most_true <- function(rejected) sum(!rejected & !pairs_only) +
  sum(vapply(possible_sets, function(s) {
    allowed <- !apply(s$sets[, rejected[s$of], drop = FALSE], 1, any)
    max(rowSums(s$sets[allowed, , drop = FALSE]))
  }, 0))
reject <- function(p, results)
  reject_in_turn(p, function(rejected) rep(1 / max(most_true(rejected), 1), length(p)))
