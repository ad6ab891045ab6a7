/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * procedure.h - the typed form of the key `testing.multiplicity`, and the local levels of the rules
 * that reject one hypothesis after another.
 *
 * Such a rule is a table (Goeman & Solari, Ann Stat 2010; 38: 3782-810): to every set of hypotheses
 * rejected so far the local level of each of the others, which never falls as the set grows. All
 * that pass at the present set are rejected, until none does. All functions are pure and
 * thread-safe.
 */
#ifndef SIM_SCENARIO_PROCEDURE_H
#define SIM_SCENARIO_PROCEDURE_H

#include "scenario.h"

G_BEGIN_DECLS

/** The rules after `closed` has been taken for what it is: the closed test of local Bonferroni
 *  tests is Holm's, of Dunnett's the step-down one, of Simes' tests Hommel's. */
typedef enum {
  SIM_PROCEDURE_NONE,
  SIM_PROCEDURE_BONFERRONI,
  SIM_PROCEDURE_SIDAK,
  SIM_PROCEDURE_HOLM,
  SIM_PROCEDURE_HOCHBERG,
  SIM_PROCEDURE_HOMMEL,
  SIM_PROCEDURE_SHAFFER,
  SIM_PROCEDURE_FIXED_SEQUENCE,
  SIM_PROCEDURE_FALLBACK,
  SIM_PROCEDURE_DUNNETT,
  SIM_PROCEDURE_DUNNETT_STEP_DOWN,
  SIM_PROCEDURE_TUKEY,
  SIM_PROCEDURE_LSD,
  SIM_PROCEDURE_GATEKEEPING,
  SIM_PROCEDURE_GRAPH
} SimProcedureKind;

/** Hypotheses that are tested together by a truncated Holm rule. */
typedef struct {
  guint members; /* bit h: hypothesis h is one */
  double gamma;  /* 1: Holm's rule, which hands on all or nothing; 0: Bonferroni's */
} SimFamily;

/** What Shaffer's rule knows of a hypothesis. */
typedef struct {
  gboolean pair; /* FALSE: no superiority of one arm over another; it may always be true */
  int analysis;
  guint a, b;
} SimQuestion;

typedef struct {
  SimProcedureKind kind;
  guint n;        /* hypotheses */
  double alpha;   /* of the family, both tails together where there are two sides */
  guint sides;
  double weights[SIM_MAX_HYPOTHESES]; /* fallback, graph: shares of alpha at the start */
  double transitions[SIM_MAX_HYPOTHESES][SIM_MAX_HYPOTHESES]; /* graph: [from][to] */
  guint n_families; /* gatekeeping, in their order */
  SimFamily families[SIM_MAX_HYPOTHESES];
  SimQuestion questions[SIM_MAX_HYPOTHESES];
} SimProcedure;

/** How many hypotheses there are in a set. */
static inline guint
sim_set_size (guint set)
{
  guint size = 0;
  for (; set; set &= set - 1)
    size++;
  return size;
}

/** Reads the rule of a scenario in its full form, whose values may be in question: what is not
 *  usable counts as not given. */
void sim_procedure_init (SimProcedure *procedure, const SimValue *full);
/** The rule of a scenario. */
void sim_scenario_procedure (const SimScenario *scenario, SimProcedure *procedure);

/** Whether the rule is a table of local levels: Holm, Shaffer, fixed sequence, fallback,
 *  gatekeeping and graph are. */
gboolean sim_procedure_is_sequential (const SimProcedure *procedure);

/**
 * The local levels of a sequential rule as fractions of alpha, [rejected set][hypothesis], the set
 * as bits; 0 for what is rejected already or cannot be tested yet. 2^n times n numbers, to be
 * freed with g_free().
 */
double *sim_procedure_fractions (const SimProcedure *procedure);

/** The same for one rejected set, worked out by itself: n numbers into fraction. Shaffer's rule is
 *  not asked for like this. */
void sim_procedure_fractions_at (const SimProcedure *procedure, guint rejected, double *fraction);

/**
 * One step of a graph (Bretz, Maurer, Brannath & Posch, Stat Med 2009; 28: 586-604): what is left
 * of weights and transitions once hypothesis h is rejected. present: bits of those in the graph,
 * h among them.
 */
void sim_graph_reject (guint n, guint present, guint h, double *weights,
                       double transitions[][SIM_MAX_HYPOTHESES]);

/**
 * Shaffer's second rule (J Am Stat Assoc 1986; 81: 826-31): how many of the hypotheses may be true
 * at once when all of a rejected set are false, [rejected set]. 2^n numbers, to be freed with
 * g_free(). Comparisons of arms by one analysis hang together: of three pairs the first is tested
 * at a / 3, the two others at a. Those of different analyses are taken for independent.
 */
guint *sim_procedure_possible (const SimProcedure *procedure);

/** More distinct local levels than this the engine does not keep tables for. */
#define SIM_MAX_LOCAL_LEVELS 256
/** How many distinct local levels, above 0, there are in a table of fractions; counting ends at
 *  one more than SIM_MAX_LOCAL_LEVELS. */
guint sim_fractions_distinct (const SimProcedure *procedure, const double *fractions);
/** Whether two fractions are the same level: they differ by rounding alone. */
gboolean sim_fractions_same (double a, double b);

G_END_DECLS
#endif
