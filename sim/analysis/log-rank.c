/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * log-rank.c - observed less expected events of one pair of arms (Mantel 1966; Peto & Peto 1972).
 */
#include "log-rank.h"

#include <float.h>

/* Patients are dealt into buckets by time, about a quarter of a patient each where times are even,
 * and sorted within them: by insertion where a bucket is short, else by merging such runs. */
enum { RUN = 8, BUCKETS = 4096, BUCKETS_EACH = 4 };

/* Insertion sort of order[from .. to - 1]; equal times keep their order. */
static void sort_run (int from, int to, const double *time, int *order)
{
  for (int i = from + 1; i < to; i++) {
    int patient = order[i], j = i;
    for (; j > from && time[order[j - 1]] > time[patient]; j--)
      order[j] = order[j - 1];
    order[j] = patient;
  }
}

/* Two sorted runs, first .. middle - 1 and middle .. last - 1, into one at the same place. */
static void merge_runs (int first, int middle, int last, const double *time, const int *from,
                        int *to)
{
  int a = first, b = middle, k = first;
  while (a < middle && b < last)
    to[k++] = time[from[b]] < time[from[a]] ? from[b++] : from[a++];
  while (a < middle)
    to[k++] = from[a++];
  while (b < last)
    to[k++] = from[b++];
}

/* order[0 .. n - 1], with room for as many in spare. */
static void sort_bucket (int n, const double *time, int *order, int *spare)
{
  for (int i = 0; i < n; i += RUN)
    sort_run (i, n - i < RUN ? n : i + RUN, time, order);

  int *from = order, *to = spare;
  for (long width = RUN; width < n; width *= 2) {
    for (long i = 0; i < n; i += 2 * width) {
      long middle = i + width < n ? i + width : n, last = i + 2 * width < n ? i + 2 * width : n;
      merge_runs ((int) i, (int) middle, (int) last, time, from, to);
    }
    int *other = from;
    from = to;
    to = other;
  }
  if (from != order)
    for (int i = 0; i < n; i++)
      order[i] = from[i];
}

typedef struct {
  int n;
  double least, scale;
} Buckets;

/* Earliest and latest time; false if there is a NaN among them. */
static bool spread_buckets (int n, const double *time, Buckets *buckets)
{
  double least = DBL_MAX, most = -DBL_MAX;
  for (int i = 0; i < n; i++) {
    if (time[i] != time[i])
      return false;
    least = time[i] < least ? time[i] : least;
    most = time[i] > most && time[i] <= DBL_MAX ? time[i] : most;
  }
  buckets->n = n < BUCKETS / BUCKETS_EACH ? BUCKETS_EACH * n : BUCKETS;
  buckets->least = least;
  buckets->scale = most > least ? buckets->n / (most - least) : 0.0;
  return true;
}

/* Never falls in time, for neither a difference nor a product does once rounded. What is no number
 * between the ends (an infinite scale times 0, infinite times) belongs to one end or the other. */
static inline int bucket_of (const Buckets *buckets, double time)
{
  double place = (time - buckets->least) * buckets->scale;
  return place < buckets->n ? place > 0 ? (int) place : 0 : buckets->n - 1;
}

bool sim_log_rank_order (int n, const double *time, int *order, int *spare)
{
  Buckets buckets;
  int end[BUCKETS];
  if (n < 1 || !spread_buckets (n, time, &buckets))
    return false;
  for (int b = 0; b < buckets.n; b++)
    end[b] = 0;
  for (int i = 0; i < n; i++)
    end[bucket_of (&buckets, time[i])]++;
  for (int b = 0, sum = 0; b < buckets.n; b++) {
    sum += end[b];
    end[b] = sum - end[b];
  }
  for (int i = 0; i < n; i++)
    order[end[bucket_of (&buckets, time[i])]++] = i;
  for (int from = 0; from < n;) {
    int to = end[bucket_of (&buckets, time[order[from]])];
    sort_bucket (to - from, time, order + from, spare);
    from = to;
  }
  return true;
}

/* One time of events: d of n at risk, n_experimental of whom are in the experimental arm. */
static void add_time (SimLogRank *result, double events, double n_experimental, double n)
{
  double share = n_experimental / n;
  double variance = events * share * (1.0 - share);
  if (events > 1) /* hypergeometric; of one event the factor is 1, and of one patient all is 0 */
    variance *= (n - events) / (n - 1.0);
  result->expected += events * share;
  result->variance += variance;
}

bool sim_log_rank (int n, const int *order, const double *time, const uint8_t *event,
                   const int8_t *arm, int experimental, int control, SimLogRank *result)
{
  *result = (SimLogRank){ 0 };
  for (int i = 0; i < n; i++) {
    result->n_experimental += arm[order[i]] == experimental;
    result->n_control += arm[order[i]] == control;
  }
  int at_risk_e = result->n_experimental, at_risk_c = result->n_control;
  for (int i = 0; i < n;) {
    double now = time[order[i]];
    int leave_e = 0, leave_c = 0, events_e = 0, events_c = 0;
    do {
      int patient = order[i], is_e = arm[patient] == experimental, is_c = arm[patient] == control;
      int has_event = event[patient] != 0;
      leave_e += is_e;
      leave_c += is_c;
      events_e += is_e & has_event;
      events_c += is_c & has_event;
    } while (++i < n && time[order[i]] == now);
    if (events_e + events_c > 0) {
      result->observed += events_e;
      result->events += events_e + events_c;
      add_time (result, events_e + events_c, at_risk_e, at_risk_e + at_risk_c);
    }
    at_risk_e -= leave_e;
    at_risk_c -= leave_c;
  }
  return result->variance > 0;
}

void sim_log_rank_strata (int n, const int *order, const int16_t *stratum, int n_strata,
                          int *grouped, int *start)
{
  for (int s = 0; s <= n_strata; s++)
    start[s] = 0;
  for (int i = 0; i < n; i++)
    if (stratum[i] >= 0 && stratum[i] < n_strata)
      start[stratum[i] + 1]++;
  for (int s = 0; s < n_strata; s++)
    start[s + 1] += start[s];
  for (int i = 0; i < n; i++) {
    int s = stratum[order[i]];
    if (s >= 0 && s < n_strata)
      grouped[start[s]++] = order[i];
  }
  for (int s = n_strata; s > 0; s--) /* each now holds where the next begins */
    start[s] = start[s - 1];
  start[0] = 0;
}

bool sim_log_rank_stratified (int n_strata, const int *grouped, const int *start,
                              const double *time, const uint8_t *event, const int8_t *arm,
                              int experimental, int control, SimLogRank *result)
{
  *result = (SimLogRank){ 0 };
  for (int s = 0; s < n_strata; s++) {
    SimLogRank own;
    sim_log_rank (start[s + 1] - start[s], grouped + start[s], time, event, arm, experimental,
                  control, &own);
    result->observed += own.observed;
    result->expected += own.expected;
    result->variance += own.variance;
    result->n_experimental += own.n_experimental;
    result->n_control += own.n_control;
    result->events += own.events;
  }
  return result->variance > 0;
}

SimLogRankEffect sim_log_rank_effect (const SimLogRank *result, bool better_later)
{
  double more = result->observed - result->expected, v = result->variance;
  double benefit = better_later ? -more : more;
  return (SimLogRankEffect){ benefit / v, 1.0 / v, benefit / __builtin_sqrt (v) };
}
