/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What follows a change of a list: basis, private keys, and what must not follow.
 */
#include "scenario/edit.h"

#include "scenario-make.h"

static const char text[]
    = "{'trefoil':1," SMALL_ARMS ",'outcomes':[{'id':'y'," SMALL_VISITS ",'means':{'a':[1,2],"
      "'b':[1,2],'c':[0,0]},'sd':{'a':1,'b':1,'c':2},'x-y':{'a':1}}]," SMALL_REST
      ",'dropout':{'proportion':[0.1,0.2]},'x-top':['a'],'basis':{"
      "'/arms/0/size':{'kind':'reported'},'/arms/b/size':{'kind':'reported'},"
      "'/outcomes/y/means/a':{'kind':'truth'},'/outcomes/y/means/b/1':{'kind':'truth'},"
      "'/outcomes/0/sd/c/0':{'kind':'assumed'},'/dropout/proportion/1':{'kind':'assumed'},"
      "'/outcomes/y/visits/v1/time':{'kind':'reported'},'/nowhere':{'kind':'assumed'},"
      "'/run/seed':{'kind':'assumed'}}}";

static void
assert_basis_keys (SimDraft *edited, GError *error, const char *expected)
{
  g_autoptr (SimDraft) draft = edited;
  g_assert_no_error (error);
  const SimValue *basis = sim_draft_get (draft, "/basis");
  GString *keys = g_string_new (NULL);
  for (guint i = 0; i < sim_value_length (basis); i++)
    g_string_append_printf (keys, "%s%s", i ? " " : "", sim_value_key (basis, i));
  g_assert_cmpstr (keys->str, ==, expected);
  assert_value (sim_draft_get (draft, "/x-top"), "['a']");
  g_string_free (keys, TRUE);
}

static void
basis_follows_a_rename (void)
{
  g_autoptr (SimDraft) draft = make_draft (text);
  GError *error = NULL;
  SimDraft *edited = sim_edit_rename (draft, "/arms/a", "new", &error);
  assert_value (sim_draft_get (edited, "/outcomes/y/sd"), "{'new':1,'b':1,'c':2}");
  assert_value (sim_draft_get (edited, "/outcomes/y/x-y"), "{'a':1}");
  assert_basis_keys (edited, error,
                     "/arms/new/size /arms/b/size /outcomes/y/means/new /outcomes/y/means/b/1 "
                     "/outcomes/y/sd/c/0 /dropout/proportion/1 /outcomes/y/visits/v1/time "
                     "/nowhere /run/seed");
  edited = sim_edit_rename (draft, "/outcomes/y", "z", &error);
  assert_basis_keys (edited, error,
                     "/arms/a/size /arms/b/size /outcomes/z/means/a /outcomes/z/means/b/1 "
                     "/outcomes/z/sd/c/0 /dropout/proportion/1 /outcomes/z/visits/v1/time "
                     "/nowhere /run/seed");
}

static void
basis_of_what_has_gone_goes (void)
{
  g_autoptr (SimDraft) draft = make_draft (text);
  GError *error = NULL;
  assert_basis_keys (sim_edit_remove_arm (draft, "b", &error), error,
                     "/arms/a/size /outcomes/y/means/a /outcomes/y/sd/c/0 /dropout/proportion/1 "
                     "/outcomes/y/visits/v1/time /nowhere /run/seed");
}

static void
basis_by_index_keeps_its_arm (void)
{
  g_autoptr (SimDraft) draft = make_draft (text);
  GError *error = NULL;
  SimDraft *edited = sim_edit_move_arm (draft, "c", 0, &error);
  assert_value (sim_draft_get (edited, "/arms/0/id"), "'c'");
  assert_basis_keys (edited, error,
                     "/arms/a/size /arms/b/size /outcomes/y/means/a /outcomes/y/means/b/1 "
                     "/outcomes/y/sd/c/0 /dropout/proportion/1 /outcomes/y/visits/v1/time "
                     "/nowhere /run/seed");
}

/* The first visit goes: what was said of the second is now said of the first. */
static void
basis_follows_the_visits (void)
{
  g_autoptr (SimDraft) draft = make_draft (text);
  GError *error = NULL;
  assert_basis_keys (sim_edit_remove_visit (draft, "y", "v1", &error), error,
                     "/arms/a/size /arms/b/size /outcomes/y/means/a /outcomes/y/means/b/0 "
                     "/dropout/proportion/0 /nowhere /run/seed");
}

/* A claim about one arm is not a claim about its copy. */
static void
a_copy_has_no_basis (void)
{
  g_autoptr (SimDraft) draft = make_draft (text);
  GError *error = NULL;
  SimDraft *edited = sim_edit_add_arm (draft, "a", &error);
  assert_value (sim_draft_get (edited, "/outcomes/y/sd/arm-4"), "1");
  g_assert_null (sim_draft_basis_kind (edited, "/arms/arm-4/size"));
  sim_draft_unref (edited);
}

static void
references_to_other_lists_stay (void)
{
  g_autoptr (SimDraft) draft
      = make_draft ("{'trefoil':1,'arms':[{'id':'y','size':5},{'id':'b','size':5}],"
                    "'outcomes':[{'id':'y','visits':[{'id':'y','time':3}],'means':0}],"
                    "'analyses':[{'id':'y','outcome':'y','visit':'y','method':'t-test'}],"
                    "'testing':{'hypotheses':[{'id':'y','compare':['y','b'],'analysis':'y'}]}}");
  g_autoptr (GError) error = NULL;
  g_autoptr (SimDraft) arm = sim_edit_rename (draft, "/arms/y", "a", &error);
  g_assert_no_error (error);
  assert_value (sim_draft_get (arm, "/testing/hypotheses/y"),
                "{'id':'y','compare':['a','b'],'analysis':'y'}");
  assert_value (sim_draft_get (arm, "/analyses/y"),
                "{'id':'y','outcome':'y','visit':'y','method':'t-test'}");
  g_autoptr (SimDraft) visit = sim_edit_rename (draft, "/outcomes/y/visits/y", "v", &error);
  g_assert_no_error (error);
  assert_value (sim_draft_get (visit, "/analyses/y"),
                "{'id':'y','outcome':'y','visit':'v','method':'t-test'}");
  assert_value (sim_draft_get (visit, "/testing/hypotheses/y/compare"), "['y','b']");
}

/* Drafts may be broken in any way: edits neither crash nor lose what they do not understand. */
static void
broken_drafts_survive (void)
{
  static const char *const broken[] = {
    "{'trefoil':1,'arms':[{'id':'a'},{'id':'b'},{'id':'c'}],'outcomes':5,'basis':[1]}",
    "{'trefoil':1,'arms':[{'id':'a'},{'id':'b'},3],'testing':{'hypotheses':{'a':1}}}",
    "{'trefoil':1,'arms':[{'id':'a'},{'id':'b'},{'id':'b'}],'outcomes':[{'means':{'a':[]}},4]}",
  };
  for (guint i = 0; i < G_N_ELEMENTS (broken); i++) {
    g_autoptr (SimDraft) draft = make_draft (broken[i]);
    g_autoptr (SimDraft) removed = sim_edit_remove_arm (draft, "a", NULL);
    g_autoptr (SimDraft) added G_GNUC_UNUSED = sim_edit_add_arm (draft, "b", NULL);
    g_autoptr (SimDraft) named = sim_edit_rename (draft, "/arms/a", "z", NULL);
    g_autoptr (SimDraft) visit = sim_edit_add_visit (draft, "y", NULL);
    g_autoptr (SimDraft) pair G_GNUC_UNUSED = sim_edit_add_hypothesis (draft, "a", "b", NULL);
    g_autoptr (SimDraft) total = sim_edit_set_total (draft, 60, NULL);
    g_assert_nonnull (removed);
    g_assert_nonnull (named);
    g_assert_null (sim_draft_get (removed, "/arms/a"));
    g_assert_null (visit);
    g_assert_null (total);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/edit-walk/rename", basis_follows_a_rename);
  g_test_add_func ("/edit-walk/removed", basis_of_what_has_gone_goes);
  g_test_add_func ("/edit-walk/by-index", basis_by_index_keeps_its_arm);
  g_test_add_func ("/edit-walk/visits", basis_follows_the_visits);
  g_test_add_func ("/edit-walk/a-copy-has-no-basis", a_copy_has_no_basis);
  g_test_add_func ("/edit-walk/other-lists", references_to_other_lists_stay);
  g_test_add_func ("/edit-walk/broken-drafts", broken_drafts_survive);
  return g_test_run ();
}
