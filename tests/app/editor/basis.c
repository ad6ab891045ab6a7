/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * basis.c - tests of reading and editing where a value comes from.
 */
#include "bench.h"

#include "editor/basis.h"
#include "tooltip.h"

#define MEAN  "/outcomes/rmdq/means/usual/0"
#define ENTRY "/basis/~1outcomes~1rmdq~1means~1usual~10"

static GtkWidget *
open_form (Bench *bench)
{
  GtkWidget *form = app_basis_form_new (bench->document, MEAN, "Mean");

  return g_object_ref_sink (form);
}

static void
close_form (GtkWidget *form)
{
  g_signal_emit_by_name (form, "unmap");
  g_object_unref (form);
}

static char *
entry_now (Bench *bench)
{
  const SimValue *entry = sim_draft_get (app_document_draft (bench->document), ENTRY);

  return entry != NULL ? sim_json_write_compact (entry) : NULL;
}

static void
test_write (Bench *bench, gconstpointer data)
{
  GtkWidget *form = open_form (bench);
  g_autofree char *text = NULL, *gone = NULL;

  gtk_drop_down_set_selected (GTK_DROP_DOWN (bench_named (form, "Basis")), 2);
  gtk_editable_set_text (GTK_EDITABLE (bench_named (form, "Lowest plausible value")), "8,5");
  gtk_editable_set_text (GTK_EDITABLE (bench_named (form, "Highest plausible value")), "10");
  gtk_editable_set_text (GTK_EDITABLE (bench_named (form, "Note")), "planning value");
  close_form (form);
  text = entry_now (bench);
  g_assert_cmpstr (text, ==,
                   "{\"kind\":\"assumed\",\"range\":[8.5,10],\"note\":\"planning value\"}");
  g_assert_true (app_document_valid (bench->document));
  g_assert_cmpstr (app_document_undo_name (bench->document), ==, "Basis of Mean");
  form = open_form (bench);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (bench_named (form, "Basis")), 0);
  close_form (form);
  gone = entry_now (bench);
  g_assert_null (gone);
}

/* A source is known by its citation; what is written is its id. */
static void
test_source (Bench *bench, gconstpointer data)
{
  GtkWidget *form;
  GtkDropDown *list;
  GtkStringList *names;
  g_autofree char *text = NULL;

  bench_set (bench, "/sources=[{\"id\":\"luo2019\",\"text\":\"Luo Y et al. 2019\"}]");
  form = open_form (bench);
  list = GTK_DROP_DOWN (bench_named (form, "Source"));
  names = GTK_STRING_LIST (gtk_drop_down_get_model (list));
  g_assert_cmpstr (gtk_string_list_get_string (names, 1), ==, "Luo Y et al. 2019");
  gtk_drop_down_set_selected (GTK_DROP_DOWN (bench_named (form, "Basis")), 1);
  gtk_drop_down_set_selected (list, 1);
  close_form (form);
  text = entry_now (bench);
  g_assert_nonnull (strstr (text, "\"source\":\"luo2019\""));
}

/* Looking changes nothing: not the draft, not the list of undo. */
static void
test_read (Bench *bench, gconstpointer data)
{
  GtkWidget *form = NULL;
  SimDraft *before = NULL;

  bench_set (bench, ENTRY "={\"note\":\"n\",\"kind\":\"reported\",\"x-more\":1}");
  before = app_document_draft (bench->document);
  form = open_form (bench);
  g_assert_cmpuint (gtk_drop_down_get_selected (GTK_DROP_DOWN (bench_named (form, "Basis"))), ==,
                    1);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (bench_named (form, "Note"))), ==, "n");
  close_form (form);
  g_assert_true (app_document_draft (bench->document) == before);
}

static void
test_bad_range (Bench *bench, gconstpointer data)
{
  GtkWidget *form = NULL, *low = NULL;
  g_autofree char *text = NULL;

  bench_set (bench, ENTRY "={\"kind\":\"assumed\",\"range\":[1,2]}");
  form = open_form (bench);
  low = bench_named (form, "Lowest plausible value");
  gtk_editable_set_text (GTK_EDITABLE (low), "3");
  g_signal_emit_by_name (low, "activate");
  g_assert_true (gtk_widget_has_css_class (low, "error"));
  close_form (form);
  text = entry_now (bench);
  g_assert_cmpstr (text, ==, "{\"kind\":\"assumed\",\"range\":[1,2]}");
}

/* Where a point may part thousands, the range that the form itself shows is in no doubt. */
static void
test_written (Bench *bench, gconstpointer data)
{
  g_autofree char *language = g_strdup (g_getenv ("LANGUAGE")), *text = NULL;
  GtkWidget *form = NULL;

  g_setenv ("LANGUAGE", "de", TRUE);
  bench_set (bench, ENTRY "={\"kind\":\"assumed\",\"range\":[1.125,2]}");
  form = open_form (bench);
  gtk_editable_set_text (GTK_EDITABLE (bench_named (form, "Highest plausible value")), "3");
  close_form (form);
  text = entry_now (bench);
  g_assert_cmpstr (text, ==, "{\"kind\":\"assumed\",\"range\":[1.125,3]}");
  if (language != NULL)
    g_setenv ("LANGUAGE", language, TRUE);
  else
    g_unsetenv ("LANGUAGE");
}

/* What is said of all means is said of each, until one has a basis of its own. */
static void
test_inherited (Bench *bench, gconstpointer data)
{
  GtkWidget *form = NULL;
  SimDraft *before = NULL;
  g_autofree char *text = NULL;

  bench_set (bench, "/basis/~1outcomes~1rmdq~1means={\"kind\":\"truth\"}");
  before = app_document_draft (bench->document);
  form = open_form (bench);
  g_assert_cmpuint (gtk_drop_down_get_selected (GTK_DROP_DOWN (bench_named (form, "Basis"))), ==,
                    3);
  close_form (form);
  g_assert_true (app_document_draft (bench->document) == before);
  form = open_form (bench);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (bench_named (form, "Basis")), 1);
  close_form (form);
  text = entry_now (bench);
  g_assert_cmpstr (text, ==, "{\"kind\":\"reported\"}");
}

static void
test_mark (Bench *bench, gconstpointer data)
{
  GtkWidget *mark = bench_named (bench->editor, "Basis of Mean, Usual care, Week 8");

  g_assert_nonnull (mark);
  bench_set (bench, ENTRY "={\"kind\":\"truth\",\"note\":\"made so\"}");
  g_assert_true (gtk_widget_has_css_class (mark, "truth"));
  g_assert_nonnull (strstr (app_tooltip_get (mark), "made so"));
  bench_set (bench, ENTRY "={\"kind\":\"reported\"}");
  g_assert_false (gtk_widget_has_css_class (mark, "truth"));
  g_assert_true (gtk_widget_has_css_class (mark, "reported"));
  app_basis_open (mark);
  bench_wait (bench, 50);
  g_assert_nonnull (gtk_menu_button_get_popover (GTK_MENU_BUTTON (mark)));
  gtk_menu_button_popdown (GTK_MENU_BUTTON (mark));
  bench_wait (bench, 300);
}

/* A value per visit and for all arms is edited in its field. */
static void
test_edited_visit (Bench *bench, gconstpointer data)
{
  GtkWidget *first, *second;

  bench_set (bench, "/outcomes/rmdq/sd=[5,5]");
  bench_set (bench, "/basis/~1outcomes~1rmdq~1sd={\"kind\":\"assumed\",\"range\":[5,6]}");
  bench_type (bench, "/outcomes/rmdq/sd/0", "6");
  bench_wait (bench, 400);
  first = bench_named (bench->editor, "Basis of SD, Week 8");
  second = bench_named (bench->editor, "Basis of SD, Week 26");
  g_assert_true (gtk_widget_has_css_class (first, "edited"));
  g_assert_nonnull (strstr (app_tooltip_get (first), "was said of 5 points"));
  g_assert_true (gtk_widget_has_css_class (second, "assumed"));
  app_document_undo (bench->document);
  first = bench_named (bench->editor, "Basis of SD, Week 8");
  g_assert_true (gtk_widget_has_css_class (first, "assumed"));
}

#define ADD(name, test) g_test_add (name, Bench, NULL, bench_open, test, bench_close)

int
main (int argc, char **argv)
{
  if (!bench_init (&argc, &argv))
    return 77;
  ADD ("/editor/basis/source", test_source);
  ADD ("/editor/basis/write", test_write);
  ADD ("/editor/basis/read", test_read);
  ADD ("/editor/basis/bad-range", test_bad_range);
  ADD ("/editor/basis/written", test_written);
  ADD ("/editor/basis/inherited", test_inherited);
  ADD ("/editor/basis/mark", test_mark);
  ADD ("/editor/basis/edited-visit", test_edited_visit);
  return g_test_run ();
}
