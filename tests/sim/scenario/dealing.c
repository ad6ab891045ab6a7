/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Who treats whom, and where: each rule against a slow and obvious one.
 */
#include "scenario/people.h"

#include "scenario-make.h"

#define MOST 1000

typedef gint32 (*Rule) (guint place, const guint *numbers, guint n_numbers);

static void
deal (const char *a, const char *b, guint arm, guint n, gint32 *of)
{
  g_autoptr (SimDraft) draft = make_set (sim_draft_new_default (), a);
  if (b)
    draft = make_set (draft, b);
  g_autoptr (SimScenario) scenario = make_scenario (draft);
  for (guint i = 0; i < n; i++)
    of[i] = -77;
  sim_scenario_practitioners (scenario, arm, n, of);
}

static void
assert_dealt (const char *a, const char *b, guint arm, Rule rule, const guint *numbers, guint n)
{
  gint32 of[MOST];
  g_test_message ("%s", a);
  deal (a, b, arm, MOST, of);
  for (guint i = 0; i < MOST; i++)
    g_assert_cmpint (of[i], ==, rule (i, numbers, n));
  /* A smaller trial is the beginning of a larger one. */
  gint32 few[7];
  deal (a, b, arm, 7, few);
  g_assert_cmpmem (few, sizeof few, of, sizeof few);
}

/* Counts through every patient before this one. */
static gint32
by_caseload (guint place, const guint *numbers, guint n)
{
  gint32 practitioner = 0;
  guint left = numbers[0];
  for (guint i = 0; i < place; i++)
    if (--left == 0)
      left = numbers[(guint)++practitioner % n];
  return practitioner;
}

static void
caseloads (void)
{
  static const guint five[] = { 5 }, uneven[] = { 3, 1, 10 }, one[] = { 1 };
  assert_dealt ("/practitioners={'caseload':5,'icc':0.1}", NULL, 2, by_caseload, five, 1);
  assert_dealt ("/practitioners={'caseload':{'standard':[3,1,10]},'icc':0.1}", NULL, 1, by_caseload,
                uneven, 3);
  assert_dealt ("/practitioners={'caseload':1,'icc':0.1}", NULL, 0, by_caseload, one, 1);
}

static gint32
nobody (guint place G_GNUC_UNUSED, const guint *numbers G_GNUC_UNUSED, guint n G_GNUC_UNUSED)
{
  return -1;
}

static void
none_in_other_arms (void)
{
  assert_dealt ("/practitioners={'caseload':{'standard':5},'icc':0.1}", NULL, 2, nobody, NULL, 0);
  assert_dealt ("/practitioners={'count':{'standard':5,'usual':0},'icc':0.1}", NULL, 2, nobody,
                NULL, 0);
  assert_dealt ("/centres={'count':4,'icc':0.1}", NULL, 0, nobody, NULL, 0);
  assert_dealt ("/title=t", NULL, 0, nobody, NULL, 0);
}

static gint32
in_turn (guint place, const guint *numbers, guint n G_GNUC_UNUSED)
{
  return (gint32)(place % numbers[0]);
}

/*
 * Whole shares, in integers: of the first `place` + 1 patients practitioner k should have
 * numbers[k] * (place + 1) / sum; who lacks most is next.
 */
static gint32
by_shares (guint place, const guint *numbers, guint n)
{
  gint64 sum = 0, has[32] = { 0 };
  gint32 next = -1;
  for (guint k = 0; k < n; k++)
    sum += numbers[k];
  for (guint i = 0; i <= place; i++) {
    next = -1;
    for (guint k = 0; k < n; k++)
      if (next < 0
          || (gint64)numbers[k] * (i + 1) - has[k] * sum
                 > (gint64)numbers[next] * (i + 1) - has[next] * sum)
        next = (gint32)k;
    has[next]++;
  }
  return next;
}

static void
counts (void)
{
  static const guint four[] = { 4 }, many[] = { 700 };
  static const guint shares[] = { 5, 1, 3 }, equal[] = { 2, 2, 2 }, three[] = { 3 };
  assert_dealt ("/practitioners={'count':4,'icc':0.1}", NULL, 1, in_turn, four, 1);
  assert_dealt ("/practitioners={'count':700,'icc':0.1}", NULL, 1, in_turn, many, 1);
  assert_dealt ("/practitioners={'count':{'standard':[5,1,3]},'icc':0.1}", NULL, 1, by_shares,
                shares, 3);
  assert_dealt ("/practitioners={'count':[2,2,2],'icc':0.1}", NULL, 1, by_shares, equal, 3);
  assert_dealt ("/practitioners={'count':[2,2,2],'icc':0.1}", NULL, 1, in_turn, three, 1);
  /* Shares count against each other, not as they stand. */
  assert_dealt ("/practitioners={'count':[2.5,0.5,1.5],'icc':0.1}", NULL, 1, by_shares, shares, 3);
}

/* No prefix strays from the shares by a whole patient and a half. */
static void
prefixes_keep_to_the_shares (void)
{
  static const double share[] = { 0.37, 0.11, 0.29, 0.23 };
  guint has[4] = { 0 };
  gint32 of[MOST];
  deal ("/practitioners={'count':[0.37,0.11,0.29,0.23],'icc':0.1}", NULL, 0, MOST, of);
  for (guint i = 0; i < MOST; i++) {
    g_assert_cmpint (of[i], >=, 0);
    g_assert_cmpint (of[i], <, 4);
    has[of[i]]++;
    for (guint k = 0; k < 4; k++) {
      double astray = has[k] - share[k] * (i + 1);
      g_assert_cmpfloat (astray, <, 1);
      g_assert_cmpfloat (astray, >, -1.5);
    }
  }
}

/* numbers: centres, practitioners in each. Goes through the patients one by one. */
static gint32
within_centres (guint place, const guint *numbers, guint n G_GNUC_UNUSED)
{
  guint seen[SIM_MAX_CENTRES] = { 0 };
  for (guint i = 0; i < place; i++)
    seen[i % numbers[0]]++;
  guint centre = place % numbers[0];
  return (gint32)(centre * numbers[1] + seen[centre] % numbers[1]);
}

static void
practitioners_of_centres (void)
{
  static const guint four_two[] = { 4, 2 }, three_five[] = { 3, 5 };
  assert_dealt ("/centres={'count':4,'icc':0.1,'practitioners-each':2}",
                "/practitioners={'icc':0.1}", 2, within_centres, four_two, 2);
  assert_dealt ("/centres={'count':3,'icc':0.1,'practitioners-each':{'standard':5}}",
                "/practitioners={'icc':0.1}", 1, within_centres, three_five, 2);
  assert_dealt ("/centres={'count':3,'icc':0.1,'practitioners-each':{'standard':5}}",
                "/practitioners={'icc':0.1}", 0, nobody, NULL, 0);
}

static void
centres_in_turn (void)
{
  gint32 of[11];
  g_autoptr (SimDraft) draft
      = make_set (sim_draft_new_default (), "/centres={'count':4,'icc':0.1}");
  g_autoptr (SimScenario) four = make_scenario (draft);
  g_autoptr (SimDraft) plain = sim_draft_new_default ();
  g_autoptr (SimScenario) one = make_scenario (plain);
  sim_scenario_centres (four, 1, 11, of);
  static const gint32 turns[] = { 0, 1, 2, 3, 0, 1, 2, 3, 0, 1, 2 };
  g_assert_cmpmem (of, sizeof of, turns, sizeof turns);
  sim_scenario_centres (one, 1, 11, of);
  for (guint i = 0; i < 11; i++)
    g_assert_cmpint (of[i], ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/dealing/caseloads", caseloads);
  g_test_add_func ("/dealing/none-in-other-arms", none_in_other_arms);
  g_test_add_func ("/dealing/counts", counts);
  g_test_add_func ("/dealing/prefixes", prefixes_keep_to_the_shares);
  g_test_add_func ("/dealing/practitioners-of-centres", practitioners_of_centres);
  g_test_add_func ("/dealing/centres-in-turn", centres_in_turn);
  return g_test_run ();
}
