# SPDX-License-Identifier: GPL-3.0-or-later
#
# r-agrees.R - holds exported programs against the trials of the scenarios that they are of: many in
# one R, as starting R for each would take longer than most of them.
#
#   Rscript r-agrees.R JOBS SEED TRIALS
#
# JOBS is a CSV table, one row a program, STEM.R, of a scenario, whose trials the program TRIALS
# gives. What was found goes to STEM.csv, a row a comparison; what the program printed of these
# trials to STEM.same, and of so many of its own to STEM.power. Where a package is not installed, or a
# program fails, STEM.txt says so.
arguments <- commandArgs(trailingOnly = TRUE)
jobs <- read.csv(arguments[1])
seed <- as.integer(arguments[2])
program_of_trials <- arguments[3]
packages <- c("nlme", "survival", "MASS", "mvtnorm")
absent <- packages[!vapply(packages, requireNamespace, NA, quietly = TRUE)]

# --- the program ------------------------------------------------------------------------------
# Its functions, and apart from these the end, which simulates and prints.
begins <- function(e) is.call(e) && identical(e[[1]], quote(`<-`)) &&
  identical(e[[2]], quote(arguments))
load_program <- function(file) {
  program <- parse(file, keep.source = FALSE)
  end <- which(vapply(program, begins, NA))
  here <- new.env(parent = globalenv())
  set.seed(seed)
  for (e in program[seq_len(end - 1)]) eval(e, here)
  list(here = here, end = program[end:length(program)])
}
# What it prints of so many trials.
run_program <- function(program, trials) {
  here <- new.env(parent = program$here)
  here$commandArgs <- function(...) c(trials, seed)
  capture.output(for (e in program$end) eval(e, here))
}

# --- the other side's trials --------------------------------------------------------------------
# size: patients of a trial, 0 for as many as it has; results go to a file.
read_trials <- function(scenario, trials, size, results, here) {
  con <- pipe(paste(shQuote(program_of_trials), shQuote(scenario), trials, size, shQuote(results)),
              "rb")
  on.exit(close(con))
  names <- strsplit(readLines(con, 1), " ")[[1]]
  rows <- trials * if (size > 0) size else sum(here$size)
  values <- readBin(con, "double", rows * length(names))
  matrix(values, ncol = length(names), byrow = TRUE, dimnames = list(NULL, names))
}
columns_of <- function(m, kind) {
  found <- m[, startsWith(colnames(m), paste0(kind, ":")), drop = FALSE]
  colnames(found) <- sub("^[^:]*:", "", colnames(found))
  found
}
# One of them as the program has its own. Of a time to an event it is known what was watched.
as_trial <- function(m, here) {
  points <- paste0(here$points$outcome, ":", here$points$visit)
  scores <- columns_of(m, "score")[, points, drop = FALSE]
  seen <- matrix(TRUE, nrow(m), length(points), dimnames = list(NULL, points))
  later <- here$points$visit > 0
  seen[, later] <- columns_of(m, "seen")[, points[later], drop = FALSE] == 1
  arm <- m[, "arm"]
  trial <- list(place = sequence(rle(arm)$lengths), state = m[, "state"],
                strata = columns_of(m, "stratum"), covariates = columns_of(m, "covariate"),
                practitioner = practitioners(m, here), scores = unname(scores),
                leave = event_of(seen, here), entry = m[, "entered"], seen = unname(seen),
                arm = as.integer(arm))
  storage.mode(trial$strata) <- "integer"
  trial
}
practitioners <- function(m, here)
  ifelse(m[, "practitioner"] > 0,
         paste(unlist(here$practice)[m[, "arm"]], m[, "practitioner"]), NA_character_)
times_of <- function(here)
  names(Filter(function(o) o$type == "time-to-event", here$design$outcomes))
event_of <- function(seen, here) {
  of <- times_of(here)
  if (length(of) > 1) stop("more than one outcome of times")
  if (length(of) == 1) as.numeric(seen[, paste0(of, ":1")]) else rep(NA, nrow(seen))
}
watched_there <- function(o, arm, time, entry, leave)
  list(watched = time, event = leave == 1, entered = entry)

# --- the analysis: the same trials --------------------------------------------------------------
# The program, fed with these trials instead of its own: what it prints, and found on the way.
replay <- function(program, patients, trials) {
  here <- program$here
  own <- mget(c("draw_trial", "test_trial", "reject", "watch", "pooled"), here,
              ifnotfound = list(NULL))
  at <- 0
  found <- list()
  here$draw_trial <- function() {
    at <<- at + 1
    as_trial(patients[patients[, "trial"] == at - 1, , drop = FALSE], here)
  }
  here$test_trial <- function(trial) own$test_trial(trial)
  here$pooled <- function(results) {
    r <- own$pooled(results)
    v <- vapply(results, function(x) x$se^2, 0)
    r$between <- var(vapply(results, function(x) x$estimate, 0))
    r$within_spread <- var(v)
    r$m <- length(results)
    r
  }
  here$reject <- function(p, results) {
    rejected <- own$reject(p, results)
    number <- function(r, name) if (is.null(r[[name]])) NA else r[[name]]
    found[[at]] <<- data.frame(trial = at - 1, id = names(here$hypotheses),
      fitted = !vapply(results, is.null, NA), rejected = unname(rejected),
      estimate = vapply(results, number, 0, "estimate"), se = vapply(results, number, 0, "se"),
      df = vapply(results, number, 0, "df"), p = p,
      between = vapply(results, number, 0, "between"),
      within_spread = vapply(results, number, 0, "within_spread"),
      m = vapply(results, number, 0, "m"))
    rejected
  }
  here$watch <- watched_there
  said <- run_program(program, trials)
  for (name in names(own)) here[[name]] <- own[[name]]
  list(said = said, found = do.call(rbind, found))
}
# Row by row, how far the other side's results are off: the estimate in standard errors, the rest as
# a share. Of scores imputed at random: by how many standard errors of that. Some tests have no
# standard error in R. Tests of ranks by all divisions have the exact p-value here only below 0.5.
distances <- function(found, results, exact) {
  both <- merge(results, found, by = c("trial", "id"), suffixes = c("", ".r"))
  row <- function(what, ours, r, by, kind = "same") data.frame(
    kind = rep(kind, length(by)), what = paste(what, both$id, both$trial), ours = ours, r = r,
    by = by)
  both$fitted <- as.logical(both$fitted)
  # Where nothing varies, there is no test, whatever else is said.
  varies <- is.na(both$se.r) | both$se.r > 0
  rows <- rbind(row("fitted", both$fitted, both$fitted.r, (both$fitted != both$fitted.r) & varies),
                row("rejected", both$rejected, both$rejected.r,
                    (both$rejected != both$rejected.r) & is.na(both$m)))
  both <- both[both$fitted & both$fitted.r & varies, ]
  if (nrow(both) == 0) return(rows)
  off <- function(what, kind = "same", by = abs(x - y) / abs(y), use = TRUE) {
    x <- both[[what]]; y <- both[[paste0(what, ".r")]]
    use <- use & !is.na(y)
    by <- ifelse(!use | x == y, 0, by)
    row(what, x, y, ifelse(is.na(by), Inf, by), kind)
  }
  fixed <- is.na(both$m)
  imputed <- list(
    estimate = (both$estimate - both$estimate.r) / sqrt(2 * both$between / both$m),
    se = (both$se^2 - both$se.r^2) / sqrt(4 * both$between^2 / (both$m - 1) +
                                          2 * both$within_spread / both$m))
  rows <- rbind(rows,
    off("estimate", by = abs(both$estimate - both$estimate.r) / both$se, use = fixed),
    off("se", use = fixed & both$estimate.r != 0), off("df", use = fixed),
    off("p", use = fixed & !(exact & both$p >= 0.5)))
  if (all(fixed)) return(rows)
  drawn <- rbind(off("estimate", "drawn", imputed$estimate, !fixed),
                 off("se", "drawn", imputed$se, !fixed))
  # All trials together show what is too little to be seen in one.
  together <- aggregate(by ~ what, transform(drawn, what = sub(" [0-9]+$", "", what)),
                        function(z) sum(z) / sqrt(length(z)))
  rbind(rows, drawn, data.frame(kind = "drawn", what = together$what, ours = NA, r = NA,
                                by = together$by))
}

# --- the patients: means, SDs, shares and correlations ------------------------------------------
# A trial of the program's own as a table with the other side's columns.
as_table <- function(trial, here, number) {
  points <- paste0(here$points$outcome, ":", here$points$visit)
  d <- trial
  of <- times_of(here)
  later <- here$points$visit > 0 & !(here$points$outcome %in% of)
  scores <- d$scores; colnames(scores) <- paste0("score:", points)
  seen <- d$seen + 0; colnames(seen) <- paste0("seen:", points)
  known <- !(here$points$outcome %in% of)
  table <- cbind(trial = rep(number, length(d$arm)), arm = d$arm, state = state_of(d$state, here),
                 scores[, known, drop = FALSE], seen[, later, drop = FALSE])
  if (!is.null(d$practitioner))
    table <- cbind(table, group = match(d$practitioner, unique(d$practitioner), incomparables = NA))
  for (kind in c("strata", "covariates")) if (length(d[[kind]]) > 0) {
    more <- d[[kind]]
    colnames(more) <- paste0(c(strata = "stratum:", covariates = "covariate:")[kind],
                             if (kind == "strata") vapply(names(here$design$strata), identity, "")
                             else names(here$design$covariates))
    table <- cbind(table, more)
  }
  if (length(of) == 0) return(table)
  watched <- here$trial_data(trial, list(outcome = of))
  times <- cbind(watched$y, watched$event, watched$entered)
  colnames(times) <- c(paste0(c("score:", "seen:"), of, ":1"), "entered")
  if (is.null(here$design$outcomes[[of]]$events)) return(cbind(table, times))
  cbind(trial = number, arm = watched$arm, times)
}
state_of <- function(state, here) {
  to <- vapply(here$design$switching, function(s) match(s$to, here$arms), 0L)
  ifelse(state > 0, c(to, 0)[pmax(state, 1)], state)
}
# Columns of numbers whose means and products are compared: scores in SDs, at most 4 from the mean,
# so that long tails do not decide; yes or no; and the shares below quantiles.
features <- function(table, by) {
  columns <- lapply(names(by), function(name) {
    x <- table[, name]
    b <- by[[name]]
    if (!is.null(b$levels)) outer(x, b$levels, "==") + 0
    else cbind(pmax(pmin((x - b$mean) / b$sd, 4), -4))
  })
  below <- lapply(names(by), function(name)
    if (!is.null(by[[name]]$quantiles)) outer(table[, name], by[[name]]$quantiles, "<=") + 0)
  list(products = cbind(1, do.call(cbind, columns)), means = do.call(cbind, below))
}
scales_of <- function(table, shared) lapply(setNames(shared, shared), function(name) {
  x <- table[, name]
  values <- unique(x)
  if (length(values) <= 2 || grepl("^(state|stratum)", name)) list(levels = sort(values)[-1])
  else list(mean = mean(x), sd = sd(x), quantiles = unique(quantile(x, c(0.1, 0.25, 0.5, 0.75, 0.9),
                                                                    names = FALSE, type = 1)))
})
# Means, and their standard errors: of rows that are independent, or of trials that are.
moments <- function(f, trial = NULL) {
  n <- nrow(f$products)
  pairs <- upper.tri(diag(ncol(f$products)), diag = TRUE)
  if (is.null(trial)) {
    m <- crossprod(f$products)[pairs] / n
    v <- crossprod(f$products^2)[pairs] / n - m^2
    if (!is.null(f$means)) {
      p <- colMeans(f$means)
      m <- c(m, p); v <- c(v, p * (1 - p))
    }
    return(list(m = m, error = sqrt(pmax(v, 0) / n)))
  }
  k <- which(pairs, arr.ind = TRUE)
  each <- cbind(f$products[, k[, 1]] * f$products[, k[, 2]], f$means)
  m <- colMeans(each)
  list(m = m, error = sqrt(colSums(rowsum(sweep(each, 2, m), trial)^2)) / n)
}
labels_of <- function(f, by) {
  one <- unlist(lapply(names(by), function(name)
    if (is.null(by[[name]]$levels)) name else sprintf("%s=%s", name, by[[name]]$levels)))
  one <- c("1", one)
  k <- which(upper.tri(diag(length(one)), diag = TRUE), arr.ind = TRUE)
  c(paste(one[k[, 1]], one[k[, 2]]),
    unlist(lapply(names(by), function(name)
      if (length(by[[name]]$quantiles)) sprintf("%s <= %.4g", name, by[[name]]$quantiles))))
}
z_of <- function(a, b, error) ifelse(abs(a - b) < 1e-12, 0, (a - b) / error)
compare_patients <- function(ours, r, here, grouped) {
  shared <- grep("^(state|score|seen|entered|stratum|covariate)",
                 intersect(colnames(ours), colnames(r)), value = TRUE)
  do.call(rbind, lapply(seq_along(here$arms), function(a) {
    x <- ours[ours[, "arm"] == a, , drop = FALSE]; y <- r[r[, "arm"] == a, , drop = FALSE]
    by <- scales_of(rbind(x[, shared, drop = FALSE], y[, shared, drop = FALSE]), shared)
    by <- by[vapply(by, function(b) length(b$levels) > 0 || !is.null(b$sd), NA)]
    fx <- features(x, by); fy <- features(y, by)
    mx <- moments(fx, if (grouped) x[, "trial"]); my <- moments(fy, if (grouped) y[, "trial"])
    data.frame(kind = "drawn", what = paste(here$arms[a], labels_of(fx, by)), ours = mx$m, r = my$m,
               by = z_of(mx$m, my$m, sqrt(mx$error^2 + my$error^2)))
  }))
}
# Trial by trial: numbers that a trial has, their means and their squares.
compare_trials <- function(what, ours, r) {
  m <- colMeans(ours)
  x <- cbind(ours, sweep(ours, 2, m)^2); y <- cbind(r, sweep(r, 2, m)^2)
  error <- function(x) apply(x, 2, var) / nrow(x)
  data.frame(kind = "drawn", what = paste(what, c(colnames(ours), paste("SD of", colnames(ours)))),
             ours = colMeans(x), r = colMeans(y),
             by = z_of(colMeans(x), colMeans(y), sqrt(error(x) + error(y))))
}
# How alike the scores of those are who share a practitioner, or a centre: the mean product of two.
likeness <- function(table, group, scales, here) {
  scores <- grep("^score", colnames(table), value = TRUE)
  z <- vapply(scores, function(s) (table[, s] - scales[table[, "arm"], s, 1]) /
                scales[table[, "arm"], s, 2], table[, 1])
  g <- paste(table[, "trial"], group)
  use <- !is.na(group)
  sums <- rowsum(z[use, , drop = FALSE], g[use])
  squares <- rowsum(z[use, , drop = FALSE]^2, g[use])
  n <- tabulate(factor(g[use], rownames(sums)))
  trial <- sub(" .*", "", rownames(sums))
  pairs <- drop(rowsum(n * (n - 1), trial))
  list(sum = rowsum(sums^2 - squares, trial), pairs = pairs)
}
compare_groups <- function(what, ours, r, group, group_r, here) {
  scores <- grep("^score", intersect(colnames(ours), colnames(r)), value = TRUE)
  ours <- ours[, c("trial", "arm", scores)]; r <- r[, c("trial", "arm", scores)]
  scales <- vapply(scores, function(s) cbind(tapply(ours[, s], ours[, "arm"], mean),
                                             tapply(ours[, s], ours[, "arm"], sd)),
                   matrix(0, length(here$arms), 2))
  scales <- aperm(scales, c(1, 3, 2))
  dimnames(scales) <- list(NULL, scores, NULL)
  a <- likeness(ours, group, scales, here); b <- likeness(r, group_r, scales, here)
  one <- function(l) {
    m <- colSums(l$sum) / sum(l$pairs)
    list(m = m, error = sqrt(colSums((l$sum - outer(l$pairs, m))^2)) / sum(l$pairs))
  }
  a <- one(a); b <- one(b)
  data.frame(kind = "drawn", what = paste(what, scores), ours = a$m, r = b$m,
             by = z_of(a$m, b$m, sqrt(a$error^2 + b$error^2)))
}
# The order in which recruits are allocated: numbers in the arms at half and at the end, also within
# strata, and how often an arm follows itself.
of_order <- function(arm, strata, k) {
  n <- length(arm)
  counts <- function(which) tabulate(arm[which], k)
  at <- c(counts(seq_len(n %/% 2)), counts(seq_len(n)), mean(arm[-1] == arm[-n]))
  names(at) <- c(paste("arm", seq_len(k), "at half"), paste("arm", seq_len(k)), "arm again")
  for (s in seq_len(NCOL(strata))) for (l in sort(unique(strata[, s]))) {
    in_level <- counts(strata[, s] == l)
    at[paste("difference in stratum", s, l)] <- in_level[1] - in_level[k]
  }
  at
}
compare_order <- function(ours, here, trials) {
  k <- length(here$arms)
  there <- lapply(split(seq_len(nrow(ours)), ours[, "trial"]), function(i) {
    o <- i[order(ours[i, "recruit"])]
    of_order(ours[o, "arm"], columns_of(ours[o, , drop = FALSE], "stratum"), k)
  })
  mine <- lapply(seq_len(trials), function(t) {
    who <- here$recruits(sum(here$size))
    of_order(here$allocate(who), who$strata, k)
  })
  known <- Reduce(intersect, lapply(c(there, mine), names))
  bind <- function(l) do.call(rbind, lapply(l, `[`, known))
  compare_trials("allocation", bind(there), bind(mine))
}
# Who is treated by whom is no matter of chance.
compare_practitioners <- function(ours, here) {
  first <- ours[ours[, "trial"] == 0, , drop = FALSE]
  do.call(rbind, lapply(seq_along(here$arms), function(a) {
    there <- first[first[, "arm"] == a, "practitioner"]
    place <- seq_along(there) - 1
    mine <- here$practitioner_of(here$arms[a], place)
    if (is.null(mine)) mine <- place * 0 - 1
    data.frame(kind = "same", what = paste("practitioners", here$arms[a]), ours = length(there),
               r = sum(mine + 1 == there), by = mean(mine + 1 != there))
  }))
}
# Trials as they are: where patients have something in common, or so many events end the trial.
compare_whole <- function(ours, here, trials, grouped) {
  r <- do.call(rbind, lapply(seq_len(trials), function(t) as_table(here$draw_trial(), here, t)))
  entered <- rowSums(columns_of(ours, "seen") < 0) == 0
  found <- compare_patients(ours[entered, , drop = FALSE], r, here, TRUE)
  if (!grouped) return(found)
  practitioner <- practitioners(ours, here)
  rbind(found, compare_practitioners(ours, here),
        if (any(!is.na(practitioner)))
          compare_groups("same practitioner", ours, r, practitioner, r[, "group"], here))
}
# Else one large trial, its arms of a size.
compare_large <- function(ours, here, patients) {
  own <- mget(c("size", "allocate", "in_common"), here)
  here$size <- replace(own$size, TRUE, patients)
  here$allocate <- function(who) rep(seq_along(here$arms), here$size)
  r <- as_table(here$draw_trial(), here, 1)
  for (name in names(own)) here[[name]] <- own[[name]]
  compare_patients(ours, r, here, FALSE)
}
draw <- function(ours, job, here) {
  set.seed(seed)
  grouped <- !is.null(here$design$practitioners) || !is.null(here$design$centres)
  ends <- any(vapply(here$design$outcomes, function(o) !is.null(o[["events"]]), NA))
  ordered <- here$design$allocation$method != "fixed"
  natural <- if (grouped || ends || ordered) ours(3 * job$trials, 0)
  large <- job$patients * length(here$arms)
  often <- ceiling(large / 60000)
  rbind(if (ordered) compare_order(natural, here, job$orders),
        if (grouped || ends) compare_whole(natural, here, job$trials, grouped)
        else compare_large(ours(often, large %/% often), here, job$patients))
}

# --- all of it ----------------------------------------------------------------------------------
for (i in seq_len(nrow(jobs))) {
  job <- jobs[i, ]
  file <- function(ending) paste0(job$stem, ".", ending)
  text <- readLines(file("R"))
  wants <- absent[vapply(absent, function(p)
    any(grepl(paste0("library\\(", p, "\\)|", p, "::"), text)), NA)]
  if (length(wants) > 0) {
    writeLines(paste0("skipped: the package ", wants[1], " of R is not installed"), file("txt"))
    next
  }
  tryCatch(
    withCallingHandlers({
      program <- load_program(file("R"))
      here <- program$here
      ours <- function(trials, size) read_trials(job$scenario, trials, size, file("results"), here)
      same <- replay(program, ours(job$replayed, 0), job$replayed)
      writeLines(same$said, file("same"))
      exact <- any(vapply(here$design$analyses, function(a) isTRUE(a$exact), NA))
      found <- distances(same$found, read.csv(file("results")), exact)
      if (job$patients > 0) found <- rbind(found, draw(ours, job, here))
      write.csv(found, file("csv"), row.names = FALSE)
      writeLines(run_program(program, job$power), file("power"))
    }, warning = function(w) {
      message(job$stem, ": ", conditionMessage(w))
      invokeRestart("muffleWarning")
    }),
    error = function(e) writeLines(paste0("failed: ", conditionMessage(e)), file("txt")))
}
