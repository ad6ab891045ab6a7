/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * practice.c - tests of the cards Practitioners, Centres and Dropout: they come, are edited, say
 * what is wrong, and go.
 */
#include "bench.h"

#include "editor/picture.h"
#include "tooltip.h"

static gboolean
is_shown (Bench *bench, const char *card)
{
  return gtk_widget_get_visible (GTK_WIDGET (app_editor_card (bench->editor, card)));
}

static void
assert_json (Bench *bench, const char *pointer, const char *expected)
{
  g_autofree char *text = bench_json (bench, pointer);

  g_assert_cmpstr (text, ==, expected);
}

/* A scenario that says nothing of practitioners has no card for them. */
static void
test_absent (Bench *bench, gconstpointer data)
{
  g_assert_false (is_shown (bench, "practitioners"));
  g_assert_false (is_shown (bench, "centres"));
  g_assert_false (app_editor_reveal (bench->editor, "/practitioners"));
  g_assert_null (app_editor_find (bench->editor, "/practitioners/icc"));
}

static void
assert_complains (Bench *bench, const char *pointer, const char *text, const char *part)
{
  g_autofree char *before = bench_json (bench, pointer), *after = NULL;
  const char *complaint = NULL;

  bench_type (bench, pointer, text);
  bench_wait (bench, 600);
  complaint = app_field_complaint (bench_field (bench, pointer));
  g_test_message ("%s: %s", text, complaint);
  g_assert_nonnull (complaint);
  g_assert_nonnull (strstr (complaint, part));
  after = bench_json (bench, pointer);
  g_assert_cmpstr (after, ==, before);
}

static void
assert_takes (Bench *bench, const char *pointer, const char *text, const char *json)
{
  bench_type (bench, pointer, text);
  bench_wait (bench, 600);
  g_assert_null (app_field_complaint (bench_field (bench, pointer)));
  assert_json (bench, pointer, json);
}

/* One number or two, however it is typed; and what is proposed in place of it can be read. */
static void
test_one_or_two (Bench *bench, gconstpointer data)
{
  const char *count = "/practitioners/count/standard";
  g_autofree char *language = g_strdup (g_getenv ("LANGUAGE"));

  bench_add (bench, "practitioners");
  bench_set (bench, "/practitioners={\"count\":{\"standard\":4},\"icc\":0.1}");
  assert_complains (bench, count, "1,000", "may mean 1.0 or 1000");
  assert_complains (bench, count, "0,5 ", "may be one number or two: write “0.5” or “0, 5”");
  assert_complains (bench, count, "-0,5", "“-0.5” or “-0, 5”");
  assert_complains (bench, count, "1,234", "“1.234” or “1, 234”");
  assert_takes (bench, count, "1, 234", "[1,234]");
  assert_takes (bench, count, "1000", "1000");
  g_setenv ("LANGUAGE", "de", TRUE);
  assert_complains (bench, count, "1,234", "“1.2340” or “1, 234”");
  bench_set (bench, "/practitioners/count/standard=[5.225,6.125]");
  assert_takes (bench, count, "5.225, 6.125, 7", "[5.225,6.125,7]");
  assert_complains (bench, count, "5.225, 6.375", "6.3750 or 6375");
  if (language != NULL)
    g_setenv ("LANGUAGE", language, TRUE);
  else
    g_unsetenv ("LANGUAGE");
}

static void
test_practitioners (Bench *bench, gconstpointer data)
{
  g_autofree char *before = bench_json (bench, "");

  bench_add (bench, "practitioners");
  g_assert_true (is_shown (bench, "practitioners"));
  assert_json (bench, "/practitioners/caseload", "{\"hand-ear\":10,\"standard\":10}");
  g_assert_cmpstr (bench_text (bench, "/practitioners/caseload/usual"), ==, "0");
  bench_type (bench, "/practitioners/icc", "0.1");
  bench_wait (bench, 300);
  g_assert_cmpfloat (bench_number (bench, "/practitioners/icc"), ==, 0.1);
  bench_assert_valid (bench);
  bench_click (bench, "Remove practitioners");
  g_assert_false (is_shown (bench, "practitioners"));
  assert_json (bench, "", before);
  app_document_undo (bench->document);
  g_assert_true (is_shown (bench, "practitioners"));
  g_assert_cmpstr (bench_text (bench, "/practitioners/icc"), ==, "0.1");
  app_document_undo (bench->document);
  app_document_undo (bench->document);
  g_assert_false (is_shown (bench, "practitioners"));
  assert_json (bench, "", before);
  bench_wait (bench, 100);
}

/* A caseload is one number or several, and arrow keys move one. */
static void
test_caseloads (Bench *bench, gconstpointer data)
{
  const char *pointer = "/practitioners/caseload/standard";

  bench_add (bench, "practitioners");
  bench_type (bench, pointer, "10, 12, 8");
  bench_wait (bench, 600);
  assert_json (bench, pointer, "[10,12,8]");
  bench_assert_valid (bench);
  bench_type (bench, pointer, "9");
  bench_wait (bench, 600);
  assert_json (bench, pointer, "9");
  g_assert_true (bench_key (bench, pointer, GDK_KEY_Up));
  assert_json (bench, pointer, "10");
}

/* What is wrong is said at the row, and the results of before stay. */
static void
test_invalid (Bench *bench, gconstpointer data)
{
  SimScenario *last = NULL;
  GtkWidget *card = GTK_WIDGET (app_editor_card (bench->editor, "practitioners"));

  bench_add (bench, "practitioners");
  last = app_document_scenario (bench->document);
  bench_type (bench, "/practitioners/icc", "1.5");
  bench_wait (bench, 300);
  g_assert_false (app_document_valid (bench->document));
  g_assert_true (app_document_scenario (bench->document) == last);
  g_assert_true (bench_says (card, "from 0 to below 1"));
  bench_type (bench, "/practitioners/icc", "many");
  bench_wait (bench, 300);
  g_assert_true (bench_says (card, "“many” is not a number"));
  bench_type (bench, "/practitioners/icc", "0.02");
  bench_type (bench, "/practitioners/caseload/standard", "ten");
  bench_wait (bench, 600);
  g_assert_true (bench_says (card, "“ten” is no number and no list of numbers"));
  /* Together with the centres the parts leave nothing: that is about the card as a whole. */
  bench_set (bench, "/practitioners/icc=0.7");
  bench_set (bench, "/centres={\"count\": 4, \"icc\": 0.5}");
  g_assert_false (app_document_valid (bench->document));
  g_assert_true (bench_says (card, "leave nothing of the variance"));
}

/* What is said stays the same when it is said in another way. */
static void
test_ways (Bench *bench, gconstpointer data)
{
  bench_add (bench, "practitioners");
  bench_choose (bench, "How Practitioners, ICC of practitioners is given", "shape.way",
                "/practitioners/sd");
  bench_assert_valid (bench);
  assert_json (bench, "/practitioners/icc", "");
  /* sqrt (0.05) times an SD of 5. */
  assert_json (bench, "/practitioners/sd", "1.12");
  bench_choose (bench, "How Practitioners, Caseload is given", "shape.way",
                "/practitioners/count");
  /* 54 and 50 patients, ten each. */
  assert_json (bench, "/practitioners/count", "{\"hand-ear\":6,\"standard\":5}");
  bench_assert_valid (bench);
  bench_choose (bench, "How Practitioners, SD between practitioners is given", "shape.set", "arm");
  bench_field (bench, "/practitioners/sd/standard");
  bench_assert_valid (bench);
}

static void
test_shared (Bench *bench, gconstpointer data)
{
  GtkWidget *choice = NULL;
  AppField *field = NULL;

  bench_add (bench, "practitioners");
  choice = bench_named (bench->editor, "Who treats, Standard acupuncture");
  g_assert_nonnull (choice);
  g_assert_null (bench_named (bench->editor, "Who treats, Usual care"));
  field = APP_FIELD (gtk_widget_get_ancestor (choice, APP_TYPE_FIELD));
  g_assert_cmpstr (app_field_pointer (field), ==, "/practitioners/shared");
  bench_set (bench, "/practitioners/shared=[[\"hand-ear\",\"standard\"]]");
  bench_assert_valid (bench);
  gtk_test_accessible_assert_property (choice, GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT,
                                       "Those of Hand-ear acupuncture");
}

static void
test_centres (Bench *bench, gconstpointer data)
{
  bench_add (bench, "practitioners");
  bench_add (bench, "centres");
  bench_type (bench, "/centres/count", "1");
  bench_wait (bench, 300);
  g_assert_true (bench_says (GTK_WIDGET (app_editor_card (bench->editor, "centres")),
                             "from 2 to 1000"));
  bench_type (bench, "/centres/count", "3");
  bench_wait (bench, 300);
  bench_choose (bench, "How Practitioners, Caseload is given", "shape.way",
                "/centres/practitioners-each");
  assert_json (bench, "/centres/practitioners-each", "{\"hand-ear\":2,\"standard\":2}");
  bench_assert_valid (bench);
  /* Without centres the practitioners are as many as before. */
  bench_click (bench, "Remove centres");
  assert_json (bench, "/practitioners/count", "{\"hand-ear\":6,\"standard\":6}");
  bench_assert_valid (bench);
  g_assert_false (is_shown (bench, "centres"));
  bench_wait (bench, 100);
}

/* --- dropout --- */

static void
choose_text (Bench *bench, const char *pointer, const char *text)
{
  g_autoptr (SimValue) value = sim_value_new_text (text);
  AppField *field = bench_field (bench, pointer);

  app_field_set_value (field, value);
  app_field_end_edit (field);
}

static void
test_dropout (Bench *bench, gconstpointer data)
{
  g_assert_null (app_editor_find (bench->editor, "/dropout/log-odds"));
  choose_text (bench, "/dropout/mechanism", "mar");
  bench_assert_valid (bench);
  /* Half of a log odds over an SD of 5, with worse scores. */
  g_assert_cmpstr (bench_text (bench, "/dropout/log-odds"), ==, "0.1");
  bench_choose (bench, "How Dropout, Mechanism is given", "shape.set", "arm");
  choose_text (bench, "/dropout/mechanism/usual", "mnar");
  choose_text (bench, "/dropout/mechanism/standard", "mcar");
  bench_choose (bench, "How Dropout, Log odds per point is given", "shape.set", "arm");
  assert_json (bench, "/dropout/log-odds", "{\"hand-ear\":0.1,\"usual\":0.1}");
  bench_field (bench, "/dropout/log-odds/usual");
  g_assert_null (app_editor_find (bench->editor, "/dropout/log-odds/standard"));
  bench_assert_valid (bench);
  bench_type (bench, "/dropout/log-odds/usual", "2000");
  bench_wait (bench, 300);
  g_assert_true (bench_says (GTK_WIDGET (app_editor_card (bench->editor, "dropout")),
                             "from -1000 to 1000"));
  choose_text (bench, "/dropout/mechanism/usual", "mcar");
  choose_text (bench, "/dropout/mechanism/hand-ear", "mcar");
  assert_json (bench, "/dropout/log-odds", "");
  bench_assert_valid (bench);
  bench_type (bench, "/dropout/gaps", "10");
  bench_wait (bench, 300);
  g_assert_cmpfloat (bench_number (bench, "/dropout/gaps"), ==, 0.1);
}

/* What the picture says now; it is made anew when the shape of a value changes. */
static char *
retention (Bench *bench)
{
  GtkWidget *picture = bench_named (bench->editor, "Expected retention by arm");

  g_assert_nonnull (picture);
  return g_strdup (app_tooltip_get (picture));
}

/* The picture of retention says its numbers, and those of an invalid draft never. */
static void
test_retention (Bench *bench, gconstpointer data)
{
  g_autofree char *before = retention (bench), *edited = NULL, *invalid = NULL;

  g_assert_nonnull (strstr (before, "Usual care, 95.8 % at Week 8, 87 % at Week 26"));
  bench_set (bench, "/dropout/proportion/usual=[0.1,0.4]");
  edited = retention (bench);
  g_assert_nonnull (strstr (edited, "Usual care, 90 % at Week 8, 60 % at Week 26"));
  bench_set (bench, "/dropout/gaps={\"usual\":0.05}");
  edited = (g_free (edited), retention (bench));
  g_assert_nonnull (strstr (edited, "60 % at Week 26, of whom 5 % miss each visit"));
  bench_set (bench, "/dropout/proportion/usual/1=7");
  g_assert_false (app_document_valid (bench->document));
  invalid = retention (bench);
  g_assert_cmpstr (invalid, ==, edited);
}

#define ADD(name, test) g_test_add (name, Bench, NULL, bench_open, test, bench_close)

int
main (int argc, char **argv)
{
  if (!bench_init (&argc, &argv))
    return 77;
  ADD ("/editor/practice/absent", test_absent);
  ADD ("/editor/practice/practitioners", test_practitioners);
  ADD ("/editor/practice/one-or-two", test_one_or_two);
  ADD ("/editor/practice/caseloads", test_caseloads);
  ADD ("/editor/practice/invalid", test_invalid);
  ADD ("/editor/practice/ways", test_ways);
  ADD ("/editor/practice/shared", test_shared);
  ADD ("/editor/practice/centres", test_centres);
  ADD ("/editor/dropout/rows", test_dropout);
  ADD ("/editor/dropout/retention", test_retention);
  return g_test_run ();
}
