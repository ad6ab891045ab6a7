/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * streams.c - do the streams of a run behave together as one random sequence?
 *
 * One stream alone is PCG64-DXSM and as good as that; what a layout can spoil is how streams stand
 * to one another. So the battery reads many streams at once, in the orders in which a run reads
 * them and in those that would betray their kinship. Eight orders, seeds chosen once (1 to 6, and
 * from 7 and 8 thousand million on), four parts of 2^23 words each, 27 p-values a part: 864 in all.
 * The same battery with the same rule must reject three layouts that are known to be bad, from the
 * first part alone. Jumps of 2^64 are no such layout: this battery does not tell them from good.
 */
#include <string.h>

#include "base/stream.h"
#include "battery.h"
#include "layouts.h"

enum { WORDS = 1 << 23, PARTS = 4, A_PART = 27 };

/* Those over many seeds must not meet those of the other orders, or words would come twice. */
static guint64 seed_of (Order order)
{
  gboolean many = order == ORDER_SEEDS || order == ORDER_FIRST_SEEDS;
  return (order + 1) * (many ? G_GUINT64_CONSTANT (1000000000) : 1);
}

/* The step that the bad layouts are made with is the program's own. */
static void test_step (void)
{
  SimStream program = { .high = 0x0123456789abcdefu, .low = 0xfedcba9876543210u };
  Pcg own = { (PcgWord) program.high << 64 | program.low,
              (PcgWord) SIM_PCG_INCREMENT_HIGH << 64 | SIM_PCG_INCREMENT_LOW };
  Pcg far = pcg_jump (own, 1000);
  for (guint i = 0; i < 1000; i++)
    g_assert_cmphex (pcg_next (&own), ==, sim_stream_next (&program));
  g_assert_true (far.state == own.state);
}

/* Draw i of a stream, the obvious way. */
static guint64 word_at (guint64 seed, const char *role, const char *visit, const char *arm,
                        guint64 replicate, guint i)
{
  const char *outcome = strcmp (role, "dropout") ? "rmdq" : NULL;
  SimStream stream = sim_stream_new (sim_key_new (seed, role, outcome, visit, arm), replicate);
  while (i--)
    sim_stream_next (&stream);
  return sim_stream_next (&stream);
}

static guint64 *some (Order order)
{
  guint64 *words = g_new (guint64, 4000);
  Source *source = source_new (LAYOUT_PROGRAM, order, 77);
  source_fill (source, words, 4000);
  source_free (source);
  return words;
}

/* The orders are those that their names promise. */
static void test_orders (void)
{
  guint64 *words = some (ORDER_EIGHT);
  g_assert_cmphex (words[8 * 20 + 3], ==, word_at (77, "baseline", NULL, "hand-ear", 3, 20));
  g_assert_cmphex (words[8 * 152 + 1], ==, word_at (77, "baseline", NULL, "hand-ear", 9, 0));
  g_free (words);
  words = some (ORDER_THOUSAND);
  g_assert_cmphex (words[1024 + 1000], ==, word_at (77, "baseline", NULL, "hand-ear", 1000, 1));
  g_free (words);
  words = some (ORDER_ROLES);
  g_assert_cmphex (words[12 * 5 + 11], ==, word_at (77, "visit", "week-26", "usual", 0, 5));
  g_assert_cmphex (words[12 * 50 + 5], ==, word_at (77, "dropout", NULL, "standard", 1, 0));
  g_free (words);
  words = some (ORDER_FIRST);
  g_assert_cmphex (words[3999], ==, word_at (77, "baseline", NULL, "hand-ear", 3999, 0));
  g_free (words);
  words = some (ORDER_CONSECUTIVE);
  g_assert_cmphex (words[152 * 2 + 7], ==, word_at (77, "baseline", NULL, "hand-ear", 2, 7));
  g_free (words);
  words = some (ORDER_SIMULATED); /* chunks of 32 and 18 patients; 1,600 words an arm */
  g_assert_cmphex (words[(32 * 2 + 9) * 8 + 6], ==,
                   word_at (77, "visit", "week-8", "hand-ear", 6, 9));
  g_assert_cmphex (words[1600 + (32 * 4 + 18 + 3) * 8 + 5], ==,
                   word_at (77, "dropout", NULL, "standard", 5, 32 + 3));
  g_free (words);
  words = some (ORDER_SEEDS);
  g_assert_cmphex (words[8 * 20 + 3], ==, word_at (80, "baseline", NULL, "hand-ear", 0, 20));
  g_free (words);
  words = some (ORDER_FIRST_SEEDS);
  g_assert_cmphex (words[500], ==, word_at (577, "baseline", NULL, "hand-ear", 0, 0));
  g_free (words);
}

static void read_all (Battery *all, Layout layout, guint parts)
{
  guint64 *words = g_new (guint64, WORDS);
  for (Order order = 0; order < N_ORDERS; order++) {
    Source *source = source_new (layout, order, seed_of (order));
    for (guint part = 0; part < parts; part++) {
      source_fill (source, words, WORDS);
      battery_run (all, words, WORDS, order_lag (order), order_name (order));
    }
    source_free (source);
  }
  g_free (words);
}

/* One line an order: the tests with a p-value beyond the bounds, or those without. */
static void report_caught (const Battery *all, Layout layout)
{
  for (Order order = 0; order < N_ORDERS; order++) {
    GString *names[2] = { g_string_new (NULL), g_string_new (NULL) };
    guint count[2] = { 0 };
    for (guint i = 0; i < all->found->len; i++) {
      const BatteryP *found = &g_array_index (all->found, BatteryP, i);
      if (strcmp (found->order, order_name (order)) != 0)
        continue;
      int rejects = battery_extreme (found->p);
      g_string_append_printf (names[rejects], "%s%s%s", count[rejects]++ ? ", " : "", found->test,
                              found->backwards ? " backwards" : "");
    }
    gboolean most = count[TRUE] > count[FALSE];
    const char *list = most ? names[FALSE]->str : names[TRUE]->str;
    g_test_message ("result: %s, %s: %u of %u reject%s%s", layout_name (layout), order_name (order),
                    count[TRUE], count[TRUE] + count[FALSE],
                    !*list ? ""
                    : most ? "; not: "
                           : ": ",
                    list);
    g_string_free (names[0], TRUE);
    g_string_free (names[1], TRUE);
  }
}

static void report_verdict (const BatteryVerdict *verdict, Layout layout)
{
  g_test_message ("result: %s: %u p-values from %.3g to 1 - %.3g, %u beyond 1e-7, "
                  "Kolmogorov-Smirnov p %.3g: %s",
                  layout_name (layout), verdict->n, verdict->smallest, 1 - verdict->largest,
                  verdict->extreme, verdict->ks, verdict->rejects ? "rejected" : "accepted");
}

static void test_program (void)
{
  Battery all;
  battery_init (&all);
  read_all (&all, LAYOUT_PROGRAM, PARTS);
  BatteryVerdict verdict = battery_verdict (&all);
  report_verdict (&verdict, LAYOUT_PROGRAM);
  if (verdict.rejects)
    report_caught (&all, LAYOUT_PROGRAM);
  g_assert_cmpuint (verdict.n, ==, N_ORDERS * PARTS * A_PART);
  g_assert_false (verdict.rejects);
  battery_clear (&all);
}

static void test_bad (gconstpointer data)
{
  Layout layout = (Layout) GPOINTER_TO_INT (data);
  Battery all;
  battery_init (&all);
  read_all (&all, layout, 1);
  BatteryVerdict verdict = battery_verdict (&all);
  report_verdict (&verdict, layout);
  report_caught (&all, layout);
  g_assert_true (verdict.rejects);
  battery_clear (&all);
}

int main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/statistics/streams/step", test_step);
  g_test_add_func ("/statistics/streams/orders", test_orders);
  g_test_add_func ("/statistics/streams/program", test_program);
  for (Layout layout = LAYOUT_INCREMENTS; layout < N_LAYOUTS; layout++) {
    char *path = g_strconcat ("/statistics/streams/bad/", layout_name (layout), NULL);
    g_test_add_data_func (path, GINT_TO_POINTER (layout), test_bad);
    g_free (path);
  }
  return g_test_run ();
}
