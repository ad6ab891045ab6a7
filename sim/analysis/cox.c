/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * cox.c - the partial likelihood of the arms by Newton's method.
 *
 * Where n_a of arm a are at risk and d_a of them have the event, d of all arms, the logarithm of
 * Efron's likelihood is
 *
 *   sum of d_a beta_a - sum over l < d of log (sum of (n_a - l / d d_a) exp (beta_a)).
 *
 * Patients are told apart by their arm alone: numbers at risk are all that is needed of them.
 *
 * It is concave, and has one maximum or none. Each event of an arm a holds beta_a up against those
 * of the arms that are at risk then: along a direction in which no beta_a falls behind theirs the
 * likelihood never falls. So there is a maximum if, and only if, by way of others every arm is so
 * held against every other (Ford's condition of 1957 on paired comparisons).
 */
#include "cox.h"

#include "../base/elementary.h"
#include "newton.h"
#include "triangular.h"

enum { EVALUATIONS = 30 };

/* Patients by ascending time, one number each: the arm, whether there is an event, and whether the
 * time is that of the patient before. */
enum { ARM = 7, EVENT = 8, TIED = 16 };

typedef struct {
  int n_arms, n; /* n of those arms, or times */
  const int *codes;
  int size[SIM_COX_ARMS];
  const double (*risk)[SIM_COX_ARMS], (*happened)[SIM_COX_ARMS]; /* in place of codes */
  double events[SIM_COX_ARMS];
  int parameters; /* all arms but the last */
  double at[SIM_COX_ARMS], step[SIM_COX_ARMS], gradient[SIM_COX_ARMS];
  double lower[SIM_COX_ARMS][SIM_COX_ARMS]; /* minus the second derivatives; then their root */
  double hazard[SIM_COX_ARMS];
} Work;

/* Arm a is held against b: a has its first event no later than the last of b leaves. */
static bool has_maximum (int n_arms, const int *first, const int *last)
{
  bool held[SIM_COX_ARMS][SIM_COX_ARMS];
  for (int a = 0; a < n_arms; a++)
    for (int b = 0; b < n_arms; b++)
      held[a][b] = first[a] >= 0 && last[b] >= first[a];
  for (int by = 0; by < n_arms; by++)
    for (int a = 0; a < n_arms; a++)
      for (int b = 0; b < n_arms; b++)
        held[a][b] = held[a][b] || (held[a][by] && held[by][b]);
  for (int a = 0; a < n_arms; a++)
    for (int b = 0; b < n_arms; b++)
      if (!held[a][b])
        return false;
  return true;
}

/* False if there is no maximum. */
static bool take_patients (int n_arms, int n, const int *order, const double *time,
                           const uint8_t *event, const int8_t *arm, int *room, Work *w)
{
  double before = 0;
  int times = 0, first[SIM_COX_ARMS], last[SIM_COX_ARMS]; /* of each arm: counted in times */
  *w = (Work){ .n_arms = n_arms, .parameters = n_arms - 1, .codes = room };
  for (int a = 0; a < n_arms; a++)
    first[a] = last[a] = -1;
  for (int i = 0; i < n; i++) {
    int patient = order[i], a = arm[patient];
    if (a < 0 || a >= n_arms)
      continue;
    bool tied = w->n > 0 && time[patient] == before, happened = event[patient] != 0;
    before = time[patient];
    times += !tied;
    last[a] = times;
    if (happened && first[a] < 0)
      first[a] = times;
    room[w->n++] = a | (happened ? EVENT : 0) | (tied ? TIED : 0);
    w->size[a]++;
    w->events[a] += happened;
  }
  return has_maximum (n_arms, first, last);
}

/* What an event, or so many that are expected, takes from the score of those at risk. */
static inline void add_event (Work *w, const double *risk, double events)
{
  double share[SIM_COX_ARMS], all = 0;
  for (int a = 0; a < w->n_arms; a++) {
    share[a] = risk[a] * w->hazard[a];
    all += share[a];
  }
  double per = 1.0 / all;
  for (int a = 0; a < w->parameters; a++) {
    share[a] *= per;
    double gone = events * share[a];
    w->gradient[a] -= gone;
    w->lower[a][a] += gone;
    for (int b = 0; b <= a; b++)
      w->lower[a][b] -= gone * share[b];
  }
}

static void add_ties (Work *w, const double *at_risk, const double *events, int n_events)
{
  for (int l = 0; l < n_events; l++) {
    double risk[SIM_COX_ARMS], gone = (double) l / n_events;
    for (int a = 0; a < w->n_arms; a++)
      risk[a] = at_risk[a] - gone * events[a];
    add_event (w, risk, 1.0);
  }
}

static void add_expected (Work *w)
{
  for (int i = 0; i < w->n; i++) {
    double events = 0;
    for (int a = 0; a < w->n_arms; a++)
      events += w->happened[i][a];
    if (events > 0)
      add_event (w, w->risk[i], events);
  }
}

static void add_patients (Work *w)
{
  double at_risk[SIM_COX_ARMS];
  for (int a = 0; a < w->n_arms; a++)
    at_risk[a] = w->size[a];
  for (int i = 0; i < w->n;) {
    int code = w->codes[i];
    if (i + 1 == w->n || !(w->codes[i + 1] & TIED)) {
      if (code & EVENT)
        add_event (w, at_risk, 1.0);
      at_risk[code & ARM]--;
      i++;
      continue;
    }
    double leave[SIM_COX_ARMS] = { 0 }, events[SIM_COX_ARMS] = { 0 };
    int n_events = 0;
    do {
      code = w->codes[i];
      leave[code & ARM]++;
      events[code & ARM] += code & EVENT ? 1 : 0;
      n_events += code & EVENT ? 1 : 0;
    } while (++i < w->n && w->codes[i] & TIED);
    add_ties (w, at_risk, events, n_events);
    for (int a = 0; a < w->n_arms; a++)
      at_risk[a] -= leave[a];
  }
}

/* Gradient and minus second derivatives at w->at. */
static void evaluate (Work *w)
{
  for (int a = 0; a < w->n_arms; a++) {
    w->hazard[a] = a < w->parameters ? sim_exp (w->at[a]) : 1.0;
    w->gradient[a] = w->events[a];
    for (int b = 0; b <= a; b++)
      w->lower[a][b] = 0;
  }
  if (w->codes)
    add_patients (w);
  else
    add_expected (w);
}

/* x := (L L')^-1 x. */
static void solve (const Work *w, double *x)
{
  sim_triangular_solve (w->parameters, SIM_COX_ARMS, w->lower[0], x);
  sim_triangular_solve_back (w->parameters, SIM_COX_ARMS, w->lower[0], x);
}

static void store (const Work *w, int evaluations, SimCox *fit)
{
  fit->evaluations = evaluations;
  for (int a = 0; a < w->parameters; a++) {
    double column[SIM_COX_ARMS] = { 0 };
    column[a] = 1;
    solve (w, column);
    fit->log_hazard[a] = w->at[a];
    for (int b = a; b < w->parameters; b++)
      fit->covariance[a][b] = fit->covariance[b][a] = column[b];
  }
}

/* From derivatives at w->at to those at the next place, halving the step while it goes too far. */
static void take_step (Work *w, double rise, int *evaluations)
{
  double length = sim_newton_length (w->parameters, w->step);
  sim_newton_move (w->parameters, length, w->step, w->at);
  for (int halvings = 0; *evaluations < EVALUATIONS; halvings++) {
    evaluate (w);
    ++*evaluations;
    if (halvings == SIM_NEWTON_HALVINGS
        || !sim_newton_overshot (w->parameters, w->gradient, w->step, rise))
      return;
    length /= 2;
    sim_newton_move (w->parameters, -length, w->step, w->at);
  }
}

static bool climb (Work *w, SimCox *fit)
{
  evaluate (w);
  for (int evaluations = 1; evaluations < EVALUATIONS;) {
    if (!sim_triangular_root (w->parameters, SIM_COX_ARMS, w->lower[0], SIM_NEWTON_SINGULAR))
      return false;
    for (int i = 0; i < w->parameters; i++)
      w->step[i] = w->gradient[i];
    solve (w, w->step);
    double rise = sim_newton_rise (w->parameters, w->gradient, w->step);
    if (rise < SIM_NEWTON_CLOSE) {
      sim_newton_move (w->parameters, 1.0, w->step, w->at);
      store (w, evaluations, fit);
      return true;
    }
    take_step (w, rise, &evaluations);
  }
  return false;
}

bool sim_cox (int n_arms, int n, const int *order, const double *time, const uint8_t *event,
              const int8_t *arm, int *room, SimCox *fit)
{
  Work w;
  *fit = (SimCox){ 0 };
  return n_arms >= 2 && n_arms <= SIM_COX_ARMS
         && take_patients (n_arms, n, order, time, event, arm, room, &w) && climb (&w, fit);
}

bool sim_cox_expected (int n_arms, int n_times, const double (*risk)[SIM_COX_ARMS],
                       const double (*events)[SIM_COX_ARMS], SimCox *fit)
{
  Work w = { .n_arms = n_arms, .parameters = n_arms - 1, .n = n_times, .risk = risk,
             .happened = events };
  *fit = (SimCox){ 0 };
  if (n_arms < 2 || n_arms > SIM_COX_ARMS)
    return false;
  for (int i = 0; i < n_times; i++)
    for (int a = 0; a < n_arms; a++)
      w.events[a] += events[i][a];
  return climb (&w, fit);
}

double sim_cox_contrast (const SimCox *fit, int a, int b, double *variance)
{
  *variance = fit->covariance[a][a] + fit->covariance[b][b] - 2.0 * fit->covariance[a][b];
  return fit->log_hazard[a] - fit->log_hazard[b];
}
