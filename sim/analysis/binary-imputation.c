/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * binary-imputation.c - the logistic regressions, their draws, and the patients completed by them.
 */
#include "binary-imputation.h"

#include "../base/elementary.h"
#include "imputation-private.h"
#include "newton.h"
#include "triangular.h"

enum { ARMS = SIM_IMPUTE_ARMS, TERMS = SIM_BINARY_TERMS, MOST = ARMS + TERMS, EVALUATIONS = 60 };

/* The root that is drawn with is that before the last step, so this is to be short. */
#define CLOSEST (1e-6 * SIM_NEWTON_CLOSE)

typedef SimBinaryVisit Visit;

/* The likelihood of a fit with its derivatives. */
typedef struct {
  double likelihood, gradient[MOST], information[MOST][MOST];
} Slopes;

/* What a patient has from the beginning. */
static void
fixed_terms (const SimImputation *data, int i, double *x)
{
  int n = 0;
  if (data->baseline)
    x[n++] = data->baseline[i];
  for (int k = 0; k < data->n_numbers; k++)
    x[n++] = data->number[k][i];
  for (int f = 0; f < data->n_factors; f++)
    for (int l = 1; l < data->n_levels[f]; l++)
      x[n++] = data->level[f][i] == l ? 1 : 0;
}

static int
count_fixed (const SimImputation *data)
{
  int n = (data->baseline ? 1 : 0) + data->n_numbers;
  for (int f = 0; f < data->n_factors; f++)
    n += data->n_levels[f] - 1;
  return n;
}

static void
terms_of (const SimBinaryChain *chain, int v, int i, double *x)
{
  fixed_terms (chain->data, i, x);
  for (int u = 0; u < v; u++)
    x[chain->n_fixed + u] = chain->data->score[u][i];
}

/* --- fits ----------------------------------------------------------------------------------- */

/* Means and SDs of the terms of those who are complete up to a visit, and how many these are. */
static void
find_means (SimBinaryChain *chain, int v, double *n)
{
  const SimImputation *data = chain->data;
  Visit *visit = &chain->visits[v];
  double x[TERMS], all = 0;
  for (int t = 0; t < visit->n_terms; t++)
    visit->mean[t] = visit->sd[t] = 0;
  for (int i = 0; i < data->n; i++) {
    if (!sim_impute_complete (data, v, i))
      continue;
    terms_of (chain, v, i, x);
    n[data->arm[i]]++;
    all++;
    for (int t = 0; t < visit->n_terms; t++)
      visit->mean[t] += x[t];
  }
  for (int t = 0; t < visit->n_terms; t++)
    visit->mean[t] /= all;
  for (int i = 0; i < data->n; i++) {
    if (!sim_impute_complete (data, v, i))
      continue;
    terms_of (chain, v, i, x);
    for (int t = 0; t < visit->n_terms; t++)
      visit->sd[t] += (x[t] - visit->mean[t]) * (x[t] - visit->mean[t]);
  }
  for (int t = 0; t < visit->n_terms; t++)
    visit->sd[t] = __builtin_sqrt (visit->sd[t] / (all - 1));
}

/* Adds a patient of a weight, with such a vector of parameters. */
static void
add (const Visit *visit, const double *vector, double y, double weight, Slopes *slopes)
{
  double eta = 0;
  for (int j = 0; j < visit->parameters; j++)
    eta += vector[j] * visit->at[j];
  double p = sim_expit (eta), w = weight * p * (1 - p), towards = y > 0.5 ? eta : -eta;
  slopes->likelihood -= weight
                        * (towards < 0 ? sim_log (1 + sim_exp (towards)) - towards
                                       : sim_log (1 + sim_exp (-towards)));
  for (int j = 0; j < visit->parameters; j++) {
    if (vector[j] == 0)
      continue;
    slopes->gradient[j] += weight * (y - p) * vector[j];
    for (int k = 0; k <= j; k++)
      slopes->information[j][k] += w * vector[j] * vector[k];
  }
}

static void
add_both (const Visit *visit, const double *vector, double weight, Slopes *slopes)
{
  add (visit, vector, 0, weight, slopes);
  add (visit, vector, 1, weight, slopes);
}

/* The patients that there are not. */
static void
augment (const Visit *visit, int arms, const double *n, Slopes *slopes)
{
  double vector[MOST] = { 0 }, all = 0, coefficients = arms, rows = 2 * arms;
  for (int a = 0; a < arms; a++)
    all += n[a];
  for (int t = 0; t < visit->n_terms; t++)
    if (visit->sd[t] > 0) {
      coefficients++;
      rows += 4;
    }
  for (int a = 0; a < arms; a++) {
    vector[a] = 1;
    add_both (visit, vector, coefficients / rows, slopes);
    vector[a] = 0;
  }
  for (int a = 0; a < arms; a++)
    vector[a] = n[a] / all;
  for (int t = 0; t < visit->n_terms; t++) {
    double half = visit->sd[t] / 2;
    if (!(half > 0))
      continue;
    for (int side = -1; side <= 1; side += 2) {
      vector[arms + t] = side * half;
      add_both (visit, vector, coefficients / rows, slopes);
    }
    vector[arms + t] = 0;
  }
}

static void
evaluate (const SimBinaryChain *chain, int v, const double *n, Slopes *slopes)
{
  const SimImputation *data = chain->data;
  const Visit *visit = &chain->visits[v];
  int arms = data->n_arms;
  slopes->likelihood = 0;
  for (int j = 0; j < visit->parameters; j++) {
    slopes->gradient[j] = 0;
    for (int k = 0; k <= j; k++)
      slopes->information[j][k] = 0;
  }
  for (int i = 0; i < data->n; i++) {
    double vector[MOST] = { 0 };
    if (!sim_impute_complete (data, v, i))
      continue;
    terms_of (chain, v, i, vector + arms);
    for (int t = 0; t < visit->n_terms; t++)
      vector[arms + t] = visit->sd[t] > 0 ? vector[arms + t] - visit->mean[t] : 0;
    vector[data->arm[i]] = 1;
    add (visit, vector, data->score[v][i], 1, slopes);
  }
  augment (visit, arms, n, slopes);
  for (int t = 0; t < visit->n_terms; t++)
    if (!(visit->sd[t] > 0)) /* nothing is known of its slope, which is 0 */
      slopes->information[arms + t][arms + t] = 1;
}

/* A step, or as much of it as makes the likelihood rise. */
static void
climb (SimBinaryChain *chain, int v, const double *n, const double *step, double decrement,
       Slopes *slopes)
{
  Visit *visit = &chain->visits[v];
  double before = slopes->likelihood, from[MOST];
  double length = sim_newton_length (visit->parameters, step);
  for (int j = 0; j < visit->parameters; j++)
    from[j] = visit->at[j];
  for (int half = 0; half < 20; half++, length /= 2) {
    for (int j = 0; j < visit->parameters; j++)
      visit->at[j] = from[j] + length * step[j];
    evaluate (chain, v, n, slopes);
    if (slopes->likelihood >= before || decrement < 1e-6)
      return;
  }
}

/* Strictly concave, so that there is one maximum and steps that rise get there. */
static bool
fit (SimBinaryChain *chain, int v)
{
  Visit *visit = &chain->visits[v];
  Slopes slopes;
  double n[ARMS] = { 0 }, step[MOST], decrement = 1;
  visit->n_terms = chain->n_fixed + v;
  visit->parameters = chain->data->n_arms + visit->n_terms;
  find_means (chain, v, n);
  for (int a = 0; a < chain->data->n_arms; a++)
    if (n[a] < 2)
      return false;
  for (int j = 0; j < visit->parameters; j++)
    visit->at[j] = 0;
  evaluate (chain, v, n, &slopes);
  for (int round = 0; round < EVALUATIONS; round++) {
    for (int j = 0; j < visit->parameters; j++) {
      step[j] = slopes.gradient[j];
      for (int k = 0; k <= j; k++)
        visit->root[j][k] = slopes.information[j][k];
    }
    if (!sim_triangular_root (visit->parameters, MOST, &visit->root[0][0], SIM_NEWTON_SINGULAR))
      return false;
    sim_triangular_solve (visit->parameters, MOST, &visit->root[0][0], step);
    sim_triangular_solve_back (visit->parameters, MOST, &visit->root[0][0], step);
    decrement = sim_newton_rise (visit->parameters, slopes.gradient, step);
    if (decrement < CLOSEST)
      return true;
    climb (chain, v, n, step, decrement, &slopes);
  }
  return decrement < SIM_NEWTON_CLOSE;
}

bool
sim_binary_chain (const SimImputation *data, SimBinaryChain *chain)
{
  int last = data->n_visits - 1;
  chain->data = data;
  chain->n_fixed = count_fixed (data);
  chain->n_missing = chain->done = 0;
  for (int i = 0; i < data->n; i++)
    if (data->arm[i] >= 0 && !sim_impute_seen (data, last, i))
      data->room[chain->n_missing++] = i;
  for (int v = 0; v <= last && chain->n_missing > 0; v++)
    if (!fit (chain, v))
      return false;
  return true;
}

/* --- draws ---------------------------------------------------------------------------------- */

static SimStream
ahead (SimStream stream, uint64_t draws)
{
  SimJump jump = sim_jump_new (draws);
  sim_stream_jump (&stream, &jump);
  return stream;
}

/* Takes the stream by value: a regression's draws have a place of their own. */
static void
draw_coefficients (Visit *visit, SimStream stream)
{
  for (int j = 0; j < visit->parameters; j++)
    visit->drawn[j] = sim_draw_normal (sim_stream_next (&stream));
  sim_triangular_solve_back (visit->parameters, MOST, &visit->root[0][0], visit->drawn);
  for (int j = 0; j < visit->parameters; j++)
    visit->drawn[j] += visit->at[j];
}

/* The probability of 1 at a visit after such scores; x: what the patient has from the beginning. */
static double
chance (const SimBinaryChain *chain, int a, int v, const double *x, const double *y, double shift)
{
  const Visit *visit = &chain->visits[v];
  const double *slope = visit->drawn + chain->data->n_arms;
  double eta = visit->drawn[a] + shift;
  for (int t = 0; t < visit->n_terms; t++)
    if (visit->sd[t] > 0)
      eta += slope[t] * ((t < chain->n_fixed ? x[t] : y[t - chain->n_fixed]) - visit->mean[t]);
  return sim_expit (eta);
}

/* Fills the gaps by a number whose bits they are; returns how likely they are with all that was
 * seen of the patient, up to his last visit. */
static double
with_gaps (const SimBinaryChain *chain, int a, int left, const bool *known, unsigned gaps,
           const double *x, double *y)
{
  double likelihood = 1;
  for (int v = 0; v < left; v++) {
    if (!known[v]) {
      y[v] = gaps & 1;
      gaps >>= 1;
    }
    double p = chance (chain, a, v, x, y, 0);
    likelihood *= y[v] > 0.5 ? p : 1 - p;
  }
  return likelihood;
}

static void
fill_gaps (const SimBinaryChain *chain, int a, int left, const bool *known, double uniform,
           const double *x, double *y)
{
  unsigned sets = 1;
  double sum = 0;
  for (int v = 0; v < left; v++)
    sets <<= !known[v];
  for (unsigned g = 0; g < sets && sets > 1; g++)
    sum += with_gaps (chain, a, left, known, g, x, y);
  double rest = uniform * sum;
  for (unsigned g = 0; g < sets && sets > 1; g++) {
    rest -= with_gaps (chain, a, left, known, g, x, y);
    if (rest < 0)
      return;
  }
}

/* Takes the stream by value: draws at a place of the patient's own. */
static double
complete (const SimBinaryChain *chain, int i, SimStream stream)
{
  const SimImputation *data = chain->data;
  int a = data->arm[i], last = data->n_visits - 1, left = 0;
  double x[SIM_IMPUTE_COLUMNS], u[SIM_IMPUTE_VISITS], y[SIM_IMPUTE_VISITS], first_gap = 0;
  bool known[SIM_IMPUTE_VISITS];
  fixed_terms (data, i, x);
  for (int v = 0; v <= last; v++) {
    u[v] = sim_draw_uniform (sim_stream_next (&stream));
    known[v] = sim_impute_seen (data, v, i);
    y[v] = known[v] ? data->score[v][i] : 0;
    left = known[v] ? v + 1 : left;
  }
  for (int v = left - 1; v >= 0; v--)
    first_gap = known[v] ? first_gap : u[v];
  fill_gaps (chain, a, left, known, first_gap, x, y);
  for (int v = left; v <= last; v++)
    y[v] = u[v] < chance (chain, a, v, x, y, v == last ? data->shift[a] : 0);
  return y[last];
}

void
sim_binary_complete (SimBinaryChain *chain, double *y)
{
  const SimImputation *data = chain->data;
  SimJump patient = sim_jump_new (SIM_DRAWS_OF_PATIENT);
  SimStream stream[ARMS], model;
  int place[ARMS] = { 0 };
  uint64_t first = (uint64_t)chain->done++ * SIM_DRAWS_OF_IMPUTATION;
  for (int i = 0; i < data->n; i++)
    y[i] = data->score[data->n_visits - 1][i];
  if (chain->n_missing == 0)
    return;
  model = ahead (data->model, first);
  for (int v = 0; v < data->n_visits; v++)
    draw_coefficients (&chain->visits[v], ahead (model, (uint64_t)v * SIM_DRAWS_OF_REGRESSION));
  for (int a = 0; a < data->n_arms; a++)
    stream[a] = ahead (data->patients[a], first);
  for (int k = 0; k < chain->n_missing; k++) {
    int i = data->room[k], a = data->arm[i];
    for (; place[a] < data->place[i]; place[a]++)
      sim_stream_jump (&stream[a], &patient);
    y[i] = complete (chain, i, stream[a]);
  }
}
