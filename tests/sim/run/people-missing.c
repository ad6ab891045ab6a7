/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * people-missing.c - who is not seen, and why.
 *
 * Of half a million patients an arm: the proportion that has left by each visit and that of gaps
 * lie within 4 standard errors of what was asked, whatever else makes a patient; whoever has left
 * stays away; gaps hang on no score. A logistic regression of leaving on the last score seen and on
 * the score that is then not seen gives the stated log odds for the one and 0 for the other.
 */
#include "people-fixture.h"

enum { SIZE = 49000, LOAD = 7 };

typedef struct {
  const char *name, *type, *rest, *dropout;
  gboolean clustered; /* practitioners of LOAD patients; centres are too weak to matter here */
  double left[2][2], gaps[2];   /* asked, by arm and visit */
  double of_last[2], of_own[2]; /* log odds per point */
  const char *entry, *scale;    /* more of the baseline and of the correlation; NULL: no more */
} Case;

#define CONTINUOUS "'type':'continuous'"
#define BOUNDED "'type':'bounded','max':24"
#define TREATMENT                                                                                 \
  "'adherence':{'proportion':{'a':0.7},'share-kept':{'a':0.3}},"                                  \
  "'switching':[{'from':'b','to':'a','proportion':0.2}],"
#define PARTS                                                                                     \
  "'practitioners':{'caseload':7,'icc':0.15},'centres':{'count':700,'sd':0.5,'effect-sd':0.5},"   \
  "'strata':[{'id':'s','levels':[{'id':'yes','prevalence':0.3,'effect':2.5,"                      \
  "'interaction':{'y':{'a':-2}}},{'id':'no','prevalence':0.7}]}],"                                \
  "'covariates':[{'id':'age','correlation':0.3}],'response-sd':{'a':1.5}," TREATMENT

static const Case cases[] = {
  /* one number: a constant rate over time, 1 - 0.8^(8/26) by week 8 */
  { "mcar", CONTINUOUS, "", "'proportion':{'a':0.2,'b':[0.1,0.35]}", FALSE,
    { { 0.0663555, 0.2 }, { 0.1, 0.35 } }, { 0, 0 }, { 0, 0 }, { 0, 0 } },
  { "mar", CONTINUOUS, "",
    "'mechanism':'mar','log-odds':{'a':0.25,'b':-0.15},'proportion':{'a':[0.1,0.3],'b':[0.2,0.25]}",
    FALSE, { { 0.1, 0.3 }, { 0.2, 0.25 } }, { 0, 0 }, { 0.25, -0.15 }, { 0, 0 } },
  { "mnar", CONTINUOUS, "",
    "'mechanism':'mnar','log-odds':{'a':0.25,'b':-0.15},"
    "'proportion':{'a':[0.1,0.3],'b':[0.2,0.25]}",
    FALSE, { { 0.1, 0.3 }, { 0.2, 0.25 } }, { 0, 0 }, { 0, 0 }, { 0.25, -0.15 } },
  { "mcar-gaps", BOUNDED, TREATMENT,
    "'proportion':{'a':[0,0.3],'b':0},'gaps':{'a':0.2,'b':0.05}", FALSE,
    { { 0, 0.3 }, { 0, 0 } }, { 0.2, 0.05 }, { 0, 0 }, { 0, 0 } },
  { "mar-gaps", CONTINUOUS, "",
    "'mechanism':'mar','log-odds':{'a':0.3,'b':0.1},'gaps':{'a':0.4,'b':0.1},"
    "'proportion':{'a':[0,0.4],'b':[0.5,0.6]}",
    FALSE, { { 0, 0.4 }, { 0.5, 0.6 } }, { 0.4, 0.1 }, { 0.3, 0.1 }, { 0, 0 } },
  { "mnar-gaps", BOUNDED, "",
    "'mechanism':'mnar','log-odds':{'a':0.3,'b':-0.2},'gaps':0.15,'proportion':[0.2,0.2]", FALSE,
    { { 0.2, 0.2 }, { 0.2, 0.2 } }, { 0.15, 0.15 }, { 0, 0 }, { 0.3, -0.2 } },
  { "steep", CONTINUOUS, "",
    "'mechanism':{'a':'mar','b':'mnar'},'log-odds':2,'proportion':[0.05,0.5]", FALSE,
    { { 0.05, 0.5 }, { 0.05, 0.5 } }, { 0, 0 }, { 2, 0 }, { 0, 2 } },
  { "all-mar", CONTINUOUS, PARTS,
    "'mechanism':'mar','log-odds':{'a':0.25,'b':-0.15},'gaps':{'a':0.1},"
    "'proportion':{'a':[0.1,0.3],'b':[0.2,0.25]}",
    TRUE, { { 0.1, 0.3 }, { 0.2, 0.25 } }, { 0.1, 0 }, { 0.25, -0.15 }, { 0, 0 } },
  { "all-mnar", BOUNDED, PARTS,
    "'mechanism':{'a':'mnar','b':'mar'},'log-odds':{'a':0.2,'b':0.1},'gaps':{'b':0.1},"
    "'proportion':{'a':[0.1,0.3],'b':[0.2,0.25]}",
    TRUE, { { 0.1, 0.3 }, { 0.2, 0.25 } }, { 0, 0.1 }, { 0, 0.1 }, { 0.2, 0 } },
  { "entry-mar", CONTINUOUS, "",
    "'mechanism':'mar','log-odds':{'a':0.25,'b':-0.15},'proportion':{'a':[0.1,0.3],'b':[0.2,0.25]}",
    FALSE, { { 0.1, 0.3 }, { 0.2, 0.25 } }, { 0, 0 }, { 0.25, -0.15 }, { 0, 0 },
    ",'min':4,'imbalance':{'a':0.6}", NULL },
  { "entry-mnar", BOUNDED, "",
    "'mechanism':{'a':'mnar','b':'mar'},'log-odds':{'a':0.2,'b':0.1},'gaps':{'b':0.1},"
    "'proportion':{'a':[0.1,0.3],'b':[0.2,0.25]}",
    FALSE, { { 0.1, 0.3 }, { 0.2, 0.25 } }, { 0, 0.1 }, { 0, 0.1 }, { 0.2, 0 },
    ",'min':3,'max':22,'imbalance':{'a':-0.5,'b':0.3}", ",'scale':'observed'" },
};

static SimScenario *scenario_of (const Case *c)
{
  char *text = g_strdup_printf (
      "{'trefoil':1,'arms':[{'id':'a','size':%d},{'id':'b','size':%d,'reference':true}],"
      "'outcomes':[{'id':'y',%s,'visits':[{'id':'v','time':8},{'id':'w','time':26}],"
      "'baseline':{'mean':11,'sd':5%s},'means':{'a':[5,6],'b':[9,8]},'sd':{'a':[5,4],'b':6},"
      "'correlation':{'baseline':0.5,'visits':0.7%s}}],%s'dropout':{%s},"
      "'analyses':[{'id':'m','visit':'w','method':'t-test'}],'run':{'seed':260,'sizes':[%d]}}",
      SIZE, SIZE, c->type, c->entry ? c->entry : "", c->scale ? c->scale : "", c->rest, c->dropout,
      2 * SIZE);
  SimScenario *scenario = people_parse (text);
  g_free (text);
  return scenario;
}

/* --- patients of an arm -------------------------------------------------------------------- */

typedef struct {
  guint n;
  double *score[PEOPLE_POINTS], *latent[PEOPLE_POINTS];
  guint8 *seen[2]; /* SimSeen */
  guint8 *treated; /* SimTreated */
} Arm;

static void read_arm (const SimTrial *trial, Arm *arms)
{
  for (guint i = 0; i < trial->n_patients; i++) {
    const SimPatient *patient = &trial->patients[i];
    Arm *arm = &arms[patient->arm];
    arm->score[0][arm->n] = patient->outcomes->baseline;
    arm->latent[0][arm->n] = patient->outcomes->latent_baseline;
    for (guint v = 0; v < 2; v++) {
      arm->score[v + 1][arm->n] = patient->outcomes->scores[v];
      arm->latent[v + 1][arm->n] = patient->outcomes->latent[v];
      arm->seen[v][arm->n] = (guint8) patient->outcomes->seen[v];
    }
    arm->treated[arm->n++] = (guint8) patient->treated;
  }
}

static void new_arm (Arm *arm, guint n)
{
  arm->n = 0;
  for (guint p = 0; p < PEOPLE_POINTS; p++) {
    arm->score[p] = g_new (double, n);
    arm->latent[p] = g_new (double, n);
  }
  for (guint v = 0; v < 2; v++)
    arm->seen[v] = g_new (guint8, n);
  arm->treated = g_new (guint8, n);
}

static void clear_arm (Arm *arm)
{
  for (guint p = 0; p < PEOPLE_POINTS; p++) {
    g_free (arm->score[p]);
    g_free (arm->latent[p]);
  }
  for (guint v = 0; v < 2; v++)
    g_free (arm->seen[v]);
  g_free (arm->treated);
}

/* --- logistic regression ------------------------------------------------------------------- */

enum { TERMS = 3 };

/* Solves the symmetric m x = b and inverts m, by Gauss and Jordan. */
static void invert (double m[TERMS][TERMS])
{
  for (guint k = 0; k < TERMS; k++) {
    double pivot = m[k][k];
    m[k][k] = 1;
    for (guint j = 0; j < TERMS; j++)
      m[k][j] /= pivot;
    for (guint i = 0; i < TERMS; i++)
      if (i != k) {
        double f = m[i][k];
        m[i][k] = 0;
        for (guint j = 0; j < TERMS; j++)
          m[i][j] -= f * m[k][j];
      }
  }
}

/* Of y on a constant and two columns, by Newton's steps. */
static void logistic (const double *x1, const double *x2, const guint8 *y, guint n,
                      double beta[TERMS], double se[TERMS])
{
  double information[TERMS][TERMS];
  for (guint j = 0; j < TERMS; j++)
    beta[j] = 0;
  for (guint step = 0; step < 25; step++) {
    double score[TERMS] = { 0 };
    memset (information, 0, sizeof information);
    for (guint i = 0; i < n; i++) {
      double x[TERMS] = { 1, x1[i], x2[i] };
      double p = 1 / (1 + exp (-(beta[0] + beta[1] * x1[i] + beta[2] * x2[i])));
      for (guint j = 0; j < TERMS; j++) {
        score[j] += x[j] * (y[i] - p);
        for (guint k = 0; k < TERMS; k++)
          information[j][k] += x[j] * x[k] * p * (1 - p);
      }
    }
    invert (information);
    double largest = 0;
    for (guint j = 0; j < TERMS; j++) {
      double change = 0;
      for (guint k = 0; k < TERMS; k++)
        change += information[j][k] * score[k];
      beta[j] += change;
      largest = MAX (largest, fabs (change));
    }
    if (largest < 1e-9)
      break;
  }
  for (guint j = 0; j < TERMS; j++)
    se[j] = sqrt (information[j][j]);
}

/* Leaving at a visit of those who were there before. */
static void check_leaving (PeopleTally *tally, const Case *c, const Arm *arm, guint a, guint v)
{
  double *last = g_new (double, arm->n), *own = g_new (double, arm->n), beta[TERMS], se[TERMS];
  guint8 *left = g_new (guint8, arm->n);
  guint n = 0, gone = 0;
  for (guint i = 0; i < arm->n; i++) {
    if (v == 1 && arm->seen[0][i] == SIM_SEEN_LEFT)
      continue;
    last[n] = arm->score[v == 1 && arm->seen[0][i] == SIM_SEEN ? 1 : 0][i];
    own[n] = arm->score[v + 1][i];
    left[n] = arm->seen[v][i] == SIM_SEEN_LEFT;
    gone += left[n++];
  }
  if (gone > 0) {
    logistic (last, own, left, n, beta, se);
    char *what = g_strdup_printf ("%s, arm %u, visit %u, log odds", c->name, a, v);
    people_z (tally, what, beta[1], c->of_last[a], se[1]);
    people_z (tally, what, beta[2], c->of_own[a], se[2]);
    g_free (what);
  }
  g_free (last);
  g_free (own);
  g_free (left);
}

/* --- proportions --------------------------------------------------------------------------- */

static void check_proportion (PeopleTally *tally, const Case *c, const Arm *arm, guint a, guint v)
{
  double asked = c->left[a][v], found = 0;
  double *influence = g_new (double, arm->n);
  for (guint i = 0; i < arm->n; i++)
    found += arm->seen[v][i] == SIM_SEEN_LEFT;
  found /= arm->n;
  for (guint i = 0; i < arm->n; i++)
    influence[i] = (arm->seen[v][i] == SIM_SEEN_LEFT) - found;
  if (asked == 0)
    g_assert_cmpfloat (found, ==, 0);
  else {
    char *what = g_strdup_printf ("%s, arm %u, left by visit %u", c->name, a, v);
    people_z (tally, what, found, asked,
              people_se (influence, arm->n, c->clustered ? LOAD : 1));
    g_free (what);
  }
  g_free (influence);
}

static void check_gaps (PeopleTally *tally, const Case *c, const Arm *arm, guint a, guint v)
{
  double n[2] = { 0, 0 }, sum[2] = { 0, 0 }, squares[2] = { 0, 0 }, asked = c->gaps[a];
  for (guint i = 0; i < arm->n; i++)
    if (arm->seen[v][i] != SIM_SEEN_LEFT) {
      guint gap = arm->seen[v][i] == SIM_SEEN_GAP;
      n[gap]++;
      sum[gap] += arm->latent[v + 1][i];
      squares[gap] += arm->latent[v + 1][i] * arm->latent[v + 1][i];
    }
  if (asked == 0) {
    g_assert_cmpfloat (n[1], ==, 0);
    return;
  }
  double there = n[0] + n[1], variance = 0;
  people_z (tally, "gaps", n[1] / there, asked, sqrt (asked * (1 - asked) / there));
  for (guint k = 0; k < 2; k++)
    variance += (squares[k] / n[k] - sum[k] / n[k] * (sum[k] / n[k])) / n[k];
  people_z (tally, "score in gaps", sum[1] / n[1] - sum[0] / n[0], 0, sqrt (variance));
}

/* Two events are independent: the difference of the proportions of one with and without the
 * other. */
static void check_independent (PeopleTally *tally, const char *what, const guint8 *one,
                               guint8 is_one, const guint8 *other, guint8 is_other, guint n)
{
  double of[2] = { 0, 0 }, both[2] = { 0, 0 };
  for (guint i = 0; i < n; i++) {
    guint k = other[i] == is_other;
    of[k]++;
    both[k] += one[i] == is_one;
  }
  if (of[0] == 0 || of[1] == 0 || both[0] + both[1] == 0)
    return;
  double p = (both[0] + both[1]) / n;
  people_z (tally, what, both[1] / of[1] - both[0] / of[0], 0,
            sqrt (p * (1 - p) * (1 / of[0] + 1 / of[1])));
}

/* Where nothing hangs on scores everything is independent. */
static void check_chance (PeopleTally *tally, const Arm *arm)
{
  guint8 *gap[2] = { g_new (guint8, arm->n), g_new (guint8, arm->n) };
  guint n = 0;
  for (guint i = 0; i < arm->n; i++)
    if (arm->seen[1][i] != SIM_SEEN_LEFT) {
      gap[0][n] = arm->seen[0][i];
      gap[1][n++] = arm->seen[1][i];
    }
  check_independent (tally, "gaps", gap[1], SIM_SEEN_GAP, gap[0], SIM_SEEN_GAP, n);
  check_independent (tally, "leaving and a gap", arm->seen[1], SIM_SEEN_LEFT, arm->seen[0],
                     SIM_SEEN_GAP, arm->n);
  for (guint8 treated = SIM_TREATED_SWITCHED; treated <= SIM_TREATED_NOT_ADHERENT; treated++) {
    check_independent (tally, "leaving and treatment", arm->seen[1], SIM_SEEN_LEFT, arm->treated,
                       treated, arm->n);
    check_independent (tally, "gaps and treatment", arm->seen[1], SIM_SEEN_GAP, arm->treated,
                       treated, arm->n);
  }
  g_free (gap[0]);
  g_free (gap[1]);
}

static void check_arm (PeopleTally *tally, const Case *c, const Arm *arm, guint a)
{
  for (guint i = 0; i < arm->n; i++)
    g_assert_true (arm->seen[0][i] != SIM_SEEN_LEFT || arm->seen[1][i] == SIM_SEEN_LEFT);
  if (c->left[a][0] == c->left[a][1]) /* nobody leaves at the second visit */
    for (guint i = 0; i < arm->n; i++)
      g_assert_true (arm->seen[1][i] != SIM_SEEN_LEFT || arm->seen[0][i] == SIM_SEEN_LEFT);
  if (c->of_last[a] == 0 && c->of_own[a] == 0 && c->left[a][0] == 0)
    check_chance (tally, arm);
  for (guint v = 0; v < 2; v++) {
    check_proportion (tally, c, arm, a, v);
    check_gaps (tally, c, arm, a, v);
    check_leaving (tally, c, arm, a, v);
  }
}

static void test_case (gconstpointer data)
{
  const Case *c = data;
  guint trials = g_test_slow () ? 40 : 10;
  PeopleTally tally = { 0, 0 };
  Arm arms[2];
  SimEngine *engine = fixture_engine (1, SIM_ISA_AUTO);
  SimScenario *scenario = scenario_of (c);
  for (guint a = 0; a < 2; a++)
    new_arm (&arms[a], trials * SIZE);
  for (guint r = 0; r < trials; r++) {
    SimTrial *trial = sim_trial_new (engine, scenario, r, 0, NULL);
    read_arm (trial, arms);
    sim_trial_free (trial);
  }
  for (guint a = 0; a < 2; a++) {
    check_arm (&tally, c, &arms[a], a);
    clear_arm (&arms[a]);
  }
  people_report (c->name, &tally);
  sim_scenario_unref (scenario);
  sim_engine_free (engine);
}

int main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    char *path = g_strconcat ("/run/people-missing/", cases[i].name, NULL);
    g_test_add_data_func (path, &cases[i], test_case);
    g_free (path);
  }
  return g_test_run ();
}
