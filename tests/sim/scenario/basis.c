/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Where a value comes from.
 */
#include "scenario/basis.h"
#include "scenario/edit.h"
#include "scenario-make.h"

static const char text[]
    = "{'trefoil':1,'sources':[{'id':'s','text':'A trial. J Test 2019;1:2'},{'id':'bare'}],"
      "'basis':{'/arms/0/size':{'kind':'reported','source':'s'},"
      "'/outcomes/rmdq/sd':{'kind':'assumed','range':[4,6],'note':'Planning value'},"
      "'/outcomes/rmdq/sd/usual':{'kind':'truth'},"
      "'/dropout/proportion':{'kind':'assumed','range':[0.05,0.2]},"
      "'/run/sizes':{'kind':'assumed'},"
      "'/outcomes/rmdq':{'kind':'reported','source':'bare'}}}";

static void
assert_basis (SimDraft *draft, const char *pointer, const char *kind, const char *sentence)
{
  g_autofree char *said = sim_draft_basis_text (draft, pointer);
  g_test_message ("%s", pointer);
  g_assert_cmpstr (sim_draft_basis_kind (draft, pointer), ==, kind);
  g_assert_cmpstr (said, ==, sentence);
}

static void
kinds_and_sentences (void)
{
  g_autoptr (SimDraft) draft = make_draft (text);
  assert_basis (draft, "/arms/hand-ear/size", "reported", "Reported. A trial. J Test 2019;1:2.");
  assert_basis (draft, "/outcomes/rmdq/sd", "assumed",
                "Assumed, plausible 4 to 6. Planning value.");
  assert_basis (draft, "/outcomes/rmdq", "reported", "Reported. bare.");
  assert_basis (draft, "/dropout/proportion", "assumed", "Assumed, plausible 5 to 20 %.");
  assert_basis (draft, "/arms/usual/size", NULL, NULL);
  assert_basis (draft, "/nowhere", NULL, NULL);
}

/* What is said of a whole value holds for its elements, but not of a record for its members. */
static void
elements_inherit (void)
{
  g_autoptr (SimDraft) draft = make_draft (text);
  assert_basis (draft, "/outcomes/rmdq/sd/hand-ear/1", "assumed",
                "Assumed, plausible 4 to 6. Planning value.");
  assert_basis (draft, "/outcomes/rmdq/sd/usual/1", "truth", "True in this simulation.");
  assert_basis (draft, "/outcomes/0/sd/usual", "truth", "True in this simulation.");
  assert_basis (draft, "/run/sizes/2", "assumed", "Assumed.");
  assert_basis (draft, "/run/seed", NULL, NULL);
  assert_basis (draft, "/outcomes/rmdq/unit", NULL, NULL);
  assert_basis (draft, "/outcomes/rmdq/means/usual", NULL, NULL);
}

static void
assert_at (SimDraft *draft, const char *pointer, const char *expected)
{
  g_test_message ("%s", pointer);
  assert_value (sim_draft_get (draft, pointer), expected);
}

/* What `before` says of its values, after an edit of one. */
static SimDraft *
edited (SimDraft *before, const char *assignment)
{
  return sim_edit_keep_basis (before, make_set (sim_draft_ref (before), assignment));
}

static void
edited_values (void)
{
  g_autoptr (SimDraft) draft = make_draft (text);
  g_autoptr (SimDraft) once = edited (draft, "/arms/hand-ear/size=60");
  g_autoptr (SimDraft) twice = edited (once, "/arms/hand-ear/size=70");
  g_autoptr (SimDraft) back = edited (twice, "/arms/hand-ear/size=54");
  g_autoptr (SimDraft) anew = edited (twice, "/basis/~1arms~10~1size={'kind':'assumed'}");
  g_autoptr (SimDraft) lost = edited (draft, "/dropout/proportion=0.2");

  assert_basis (
      once, "/arms/hand-ear/size", "edited",
      "Edited; what follows was said of 54 patients. Reported. A trial. J Test 2019;1:2.");
  assert_basis (
      twice, "/arms/hand-ear/size", "edited",
      "Edited; what follows was said of 54 patients. Reported. A trial. J Test 2019;1:2.");
  g_assert_true (sim_value_equal (sim_draft_get (back, "/basis"), sim_draft_get (draft, "/basis")));
  assert_basis (anew, "/arms/hand-ear/size", "assumed", "Assumed.");
  g_assert_cmpstr (sim_draft_basis_kind (lost, "/dropout/proportion"), ==, "edited");
  g_assert_cmpstr (sim_draft_basis_kind (lost, "/dropout/proportion/usual"), ==, "edited");
  assert_basis (lost, "/arms/hand-ear/size", "reported", "Reported. A trial. J Test 2019;1:2.");
}

/* One arm of a value for all has changed: the others keep what is said of all of them. */
static void
edited_parts (void)
{
  g_autoptr (SimDraft) draft = make_draft (text);
  g_autoptr (SimDraft) part = edited (draft, "/outcomes/rmdq/sd/hand-ear=[5,6]");
  g_autoptr (SimDraft) back = edited (part, "/outcomes/rmdq/sd/hand-ear=[5,5]");
  const char *stated = "/basis/~1outcomes~1rmdq~1sd~1hand-ear~11";

  assert_basis (part, "/outcomes/rmdq/sd/hand-ear/1", "edited",
                "Edited; what follows was said of 5 points. Assumed. Planning value.");
  assert_basis (part, "/outcomes/rmdq/sd/hand-ear/0", "assumed",
                "Assumed, plausible 4 to 6. Planning value.");
  assert_basis (part, "/outcomes/rmdq/sd/standard/1", "assumed",
                "Assumed, plausible 4 to 6. Planning value.");
  g_assert_null (sim_draft_get (part, "/basis/~1outcomes~1rmdq~1sd/value"));
  assert_at (part, stated, "{'kind':'assumed','note':'Planning value','value':5}");
  g_assert_null (sim_draft_get (back, stated));
}

/* What adds up over the visits is one course: its basis is said once, of all visits or of an arm's,
   and stands again where the number does. */
static void
edited_course (void)
{
  static const struct {
    const char *place, *spread, *more, *back;
  } edits[] = {
    { "/dropout/proportion", "=[0.031,0.1]", "=[0.05,0.1]", "=0.1" },
    { "/dropout/proportion/usual", "=[0.031,0.1]", "=[0.031,0.2]", "=0.1" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (edits); i++) {
    g_autoptr (SimDraft) draft
        = make_draft ("{'trefoil':1,'basis':{'/dropout/proportion':{'kind':'assumed',"
                      "'note':'Planned'}},'dropout':{'proportion':0.1}}");
    g_autofree char *first = g_strconcat (edits[i].place, edits[i].spread, NULL);
    g_autofree char *second = g_strconcat (edits[i].place, edits[i].more, NULL);
    g_autofree char *third = g_strconcat (edits[i].place, edits[i].back, NULL);
    g_autofree char *key = sim_pointer_join ("/basis", edits[i].place);
    g_autoptr (SimDraft) spread = edited (draft, first);
    g_autoptr (SimDraft) more = edited (spread, second);
    g_autoptr (SimDraft) back = edited (more, third);
    const SimValue *basis = sim_draft_get (more, "/basis");

    assert_basis (spread, edits[i].place, "edited",
                  "Edited; what follows was said of 10 % by Week 26. Assumed. Planned.");
    assert_at (more, key, "{'kind':'assumed','note':'Planned','value':0.1}");
    g_assert_cmpuint (sim_value_length (basis), ==, i + 1);
    assert_basis (back, edits[i].place, "assumed", "Assumed. Planned.");
    g_assert_true (
        sim_value_equal (sim_draft_get (back, "/basis"), sim_draft_get (draft, "/basis")));
  }
}

/* Edited in a part, and then to one for all: what had been said of all is known still. */
static void
edited_part_and_whole (void)
{
  static const char *const edits[][4] = {
    { "/dropout/proportion", "={'hand-ear':0.1,'standard':0.1,'usual':0.2}", "=0.3", "=0.1" },
    { "/outcomes/rmdq/sd", "={'hand-ear':5,'standard':5,'usual':6}", "=7", "=5" },
    { "/outcomes/rmdq/sd", "={'hand-ear':5,'standard':[6,5],'usual':[6,7]}", "=7", "=5" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (edits); i++)
    for (guint between = 0; between < 2; between++) {
      g_autofree char *said
          = g_strdup_printf ("{'trefoil':1,'basis':{'%s':{'kind':'assumed','range':[0.05,6],"
                             "'note':'Planned'}},'dropout':{'proportion':0.1}}",
                             edits[i][0]);
      g_autofree char *part = g_strconcat (edits[i][0], edits[i][1], NULL);
      g_autofree char *other = g_strconcat (edits[i][0], edits[i][2], NULL);
      g_autofree char *first = g_strconcat (edits[i][0], edits[i][3], NULL);
      g_autoptr (SimDraft) draft = make_draft (said);
      g_autoptr (SimDraft) spread = edited (draft, part);
      g_autoptr (SimDraft) whole = edited (spread, other);
      g_autoptr (SimDraft) back = edited (between ? whole : spread, first);
      g_autofree char *usual = g_strconcat (edits[i][0], "/usual", NULL);
      g_autofree char *later = sim_draft_basis_text (whole, edits[i][0]);

      g_assert_cmpstr (sim_draft_basis_kind (whole, edits[i][0]), ==, "edited");
      g_assert_nonnull (
          strstr (later, i == 0 ? "was said of 10 % by Week 26." : "was said of 5 points."));
      g_assert_cmpstr (sim_draft_basis_kind (back, edits[i][0]), ==, "assumed");
      g_assert_cmpstr (sim_draft_basis_kind (back, usual), ==, "assumed");
      g_assert_true (
          sim_value_equal (sim_draft_get (back, "/basis"), sim_draft_get (draft, "/basis")));
    }
}

#define SD    "/outcomes/rmdq/sd"
#define MEANS "/outcomes/rmdq/means"
#define LOST  "/dropout/proportion"

/* Whatever shape a value is given in, one for all or one per arm, visit or both. */
static const struct {
  const char *whole, *first; /* what is said of the whole is said of this value */
  const char *edit, *asked;  /* where the edit is seen, */
  const char *said_of;       /* as one of this value, */
  const char *other;         /* and where not; NULL: everywhere */
  const char *back;
} shapes[] = {
  { SD, "5", "=7", SD, "5 points", NULL, "=5" },
  { SD, "5", "=7", SD "/usual/1", "5 points", NULL, "=[5,5]" },
  { SD, "5", "/week-8=7", SD "/0", "5 points", SD "/1", "/week-8=5" },
  { SD, "[5,5]", "/week-8=7", SD "/0", "5 points", SD "/1", "/week-8=5" },
  { SD, "[5,5]", "/week-8=7", SD "/week-8", "5 points", SD "/week-26", "/week-8=5" },
  { SD, "[5,5]", "/week-8=7", SD "/usual/0", "5 points", SD "/usual/1", "=5" },
  { SD, "[5,6]", "=[7,6]", SD "/0", "5 points", SD "/1", "=[5,6]" },
  { SD, "[5,5]", "=[7,7]", SD, "5 points", NULL, "=[5,5]" },
  { SD, "[5,5]", "=[7,7]", SD "/1", "5 points", NULL, "=5" },
  { SD, "[5,5]", "=7", SD, "5 points", NULL, "=[5,5]" },
  { SD, "{'hand-ear':5,'standard':5,'usual':6}", "/usual=7", SD "/usual", "6 points",
    SD "/standard", "/usual=6" },
  { SD, "{'hand-ear':5,'standard':5,'usual':5}", "={'hand-ear':7,'standard':7,'usual':7}", SD,
    "5 points", NULL, "=5" },
  { SD, "{'hand-ear':[5,5],'standard':[5,5],'usual':[5,6]}", "/usual/week-26=7", SD "/usual/1",
    "6 points", SD "/usual/0", "/usual/1=6" },
  { SD, "{'hand-ear':[5,5],'standard':[5,5],'usual':[5,5]}", "=[7,5]", SD "/0", "5 points", SD "/1",
    "=5" },
  { SD, "{'hand-ear':[5,5],'standard':[5,5],'usual':[6,5]}", "=[7,5]", SD "/0",
    "hand-ear 5, standard 5, usual 6 points", SD "/1",
    "={'hand-ear':[5,5],'standard':[5,5],'usual':[6,5]}" },
  { SD, "[5,5]", "={'hand-ear':[7,5],'standard':[7,5],'usual':[7,5]}", SD "/0", "5 points", SD "/1",
    "=[5,5]" },
  { LOST, "0.1", "=0.2", LOST, "10 % by Week 26", NULL, "=0.1" },
  { LOST, "0.1", "=[0.05,0.1]", LOST "/0", "10 % by Week 26", LOST "/1", "=0.1" },
  { LOST, "[0.1,0.1]", "=[0.1,0.2]", LOST, "10 % by Week 8, 10 % by Week 26", NULL, "=[0.1,0.1]" },
  { LOST, "[0.05,0.1]", "/week-8=0.08", LOST "/0", "5 % by Week 8, 10 % by Week 26", NULL,
    "/week-8=0.05" },
  { LOST, "[0.05,0.1]", "=[0.05,0.2]", LOST "/1", "5 % by Week 8, 10 % by Week 26", NULL,
    "=[0.05,0.1]" },
  { LOST, "{'hand-ear':0.1,'standard':0.1,'usual':0.2}", "/usual=0.3", LOST "/usual",
    "20 % by Week 26", LOST "/hand-ear", "/usual=0.2" },
  { LOST, "{'hand-ear':[0.05,0.1],'standard':[0.05,0.1],'usual':[0.05,0.2]}", "/usual/1=0.3",
    LOST "/usual/1", "5 % by Week 8, 20 % by Week 26", LOST "/hand-ear/1", "/usual/1=0.2" },
  { MEANS, "8", "=9", MEANS, "8 points", NULL, "=8" },
  { MEANS, "[8,7]", "/week-8=9", MEANS "/0", "8 points", MEANS "/1", "/week-8=8" },
  { MEANS, "{'hand-ear':6,'standard':7,'usual':9}", "/usual=8", MEANS "/usual", "9 points",
    MEANS "/standard", "/usual=9" },
  { MEANS, "{'hand-ear':[6,5],'standard':[7,6],'usual':[9,8]}", "/usual/week-8=8", MEANS "/usual/0",
    "9 points", MEANS "/usual/1", "/usual/week-8=9" },
};

static void
assert_said_of (SimDraft *draft, const char *pointer, const char *value)
{
  g_autofree char *sentence = sim_draft_basis_text (draft, pointer);
  g_autofree char *beginning = g_strdup_printf ("Edited; what follows was said of %s.", value);

  g_assert_cmpstr (sim_draft_basis_kind (draft, pointer), ==, "edited");
  g_test_message ("%s", sentence);
  g_assert_true (g_str_has_prefix (sentence, beginning));
}

static void
edited_shapes (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (shapes); i++) {
    g_autofree char *first = g_strconcat (shapes[i].whole, "=", shapes[i].first, NULL);
    g_autofree char *edit = g_strconcat (shapes[i].whole, shapes[i].edit, NULL);
    g_autofree char *undo = g_strconcat (shapes[i].whole, shapes[i].back, NULL);
    g_autofree char *said = g_strdup_printf (
        "{'%s':{'kind':'assumed','range':[0,9],'note':'Planned'}}", shapes[i].whole);
    g_autofree char *file = g_strdup_printf ("{'trefoil':1,'basis':%s}", said);
    g_test_message ("%s, then %s", first, edit);
    g_autoptr (SimDraft) draft = make_set (make_draft (file), first);
    g_autoptr (SimDraft) next = edited (draft, edit);
    g_autoptr (SimDraft) back = edited (next, undo);

    g_assert_cmpstr (sim_draft_basis_kind (draft, shapes[i].asked), ==, "assumed");
    assert_said_of (next, shapes[i].asked, shapes[i].said_of);
    if (shapes[i].other != NULL)
      g_assert_cmpstr (sim_draft_basis_kind (next, shapes[i].other), ==, "assumed");
    g_assert_cmpstr (sim_draft_basis_kind (back, shapes[i].asked), ==, "assumed");
    assert_value (sim_draft_get (back, "/basis"), said);
  }
}

/* One visit after the other, to one for all: the whole says it then, and no part. */
static void
edited_visit_by_visit (void)
{
  g_autoptr (SimDraft) draft
      = make_set (make_draft ("{'trefoil':1,'basis':{'" SD "':{'kind':'assumed','range':[4,6]}}}"),
                  SD "=[5,5]");
  g_autoptr (SimDraft) one = edited (draft, SD "/0=7");
  g_autoptr (SimDraft) both = edited (one, SD "/1=7");

  g_assert_cmpuint (sim_value_length (sim_draft_get (one, "/basis")), ==, 4);
  assert_value (sim_draft_get (both, "/basis"),
                "{'" SD "':{'kind':'assumed','range':[4,6],'value':5}}");
  assert_basis (both, SD "/0", "edited",
                "Edited; what follows was said of 5 points. Assumed, plausible 4 to 6.");
}

/* Something is said of each arm, and not the same: an element of all is told arm by arm. */
static void
edited_by_arm (void)
{
  g_autoptr (SimDraft) draft = make_set (
      make_draft ("{'trefoil':1,'basis':{'" SD "/hand-ear':{'kind':'assumed','note':'One'},'" SD
                  "/usual':{'kind':'assumed','note':'Other'}}}"),
      SD "={'hand-ear':[5,6],'standard':[5,6],'usual':[6,6]}");
  g_autoptr (SimDraft) next = edited (draft, SD "=[5,6]");

  assert_basis (next, SD "/0", "edited",
                "Hand-ear acupuncture: Assumed. One. "
                "Usual care: Edited; what follows was said of 6 points. Assumed. Other.");
  g_assert_cmpstr (sim_draft_basis_kind (next, SD "/1"), !=, "edited");
}

/* What the file says of a visit in all arms is said of it in each, and an edit makes no copies. */
static void
said_of_a_visit (void)
{
  g_autoptr (SimDraft) draft
      = make_set (make_draft ("{'trefoil':1,'basis':{'" SD "':{'kind':'assumed'},"
                              "'" SD "/0':{'kind':'reported','note':'Own'}}}"),
                  SD "=[5,5]");
  g_autoptr (SimDraft) next = edited (draft, SD "/week-8=7");

  assert_basis (draft, SD "/usual/0", "reported", "Reported. Own.");
  assert_basis (draft, SD "/usual/1", "assumed", "Assumed.");
  assert_basis (next, SD "/0", "edited",
                "Edited; what follows was said of 5 points. Reported. Own.");
  g_assert_cmpstr (sim_draft_basis_kind (next, SD "/usual/0"), ==, "edited");
  g_assert_cmpuint (sim_value_length (sim_draft_get (next, "/basis")), ==, 2);
}

/* Where visits change, an index is that of another one; and an id of an arm may be another. */
static void
edited_structure (void)
{
  g_autoptr (SimDraft) draft = make_draft (text);
  g_autoptr (SimDraft) named
      = sim_edit_keep_basis (draft, sim_edit_rename (draft, "/arms/hand-ear", "he", NULL));
  g_autoptr (SimDraft) fewer
      = sim_edit_keep_basis (draft, sim_edit_remove_visit (draft, "rmdq", "week-8", NULL));

  assert_basis (named, "/arms/he/size", "reported", "Reported. A trial. J Test 2019;1:2.");
  assert_basis (fewer, "/outcomes/rmdq/sd/hand-ear/0", "assumed",
                "Assumed, plausible 4 to 6. Planning value.");
}

/* A sentence that has an end, be it of another script, gets no second one. */
static void
ends_of_sentences (void)
{
  static const char *const ended[] = { "One.", "Two!", "不详。", "不详！", "不详？" };

  for (guint i = 0; i < G_N_ELEMENTS (ended); i++) {
    g_autoptr (GString) said = g_string_new (NULL);
    sim_basis_append_sentence (said, ended[i]);
    g_assert_cmpstr (said->str, ==, ended[i]);
  }
}

/* A file may state the value itself; then edits by hand are noticed as well. */
static void
stated_values (void)
{
  static const char stated[]
      = "{'trefoil':1,'basis':{'/outcomes/rmdq/sd':{'kind':'reported','value':5},"
        "'/testing/alpha':{'kind':'assumed','value':0.025},"
        "'/analyses/0/method':{'kind':'assumed','value':'t-test'}}}";
  g_autoptr (SimDraft) draft = make_draft (stated);

  assert_basis (draft, "/outcomes/rmdq/sd", "reported", "Reported.");
  assert_basis (draft, "/testing/alpha", "edited",
                "Edited; what follows was said of 2.5 %. Assumed.");
}

/* Two keys that name one value, one by its id and one by its place: the first counts. */
static void
named_twice (void)
{
  static const char *const keys[2] = { "/arms/0/size", "/arms/hand-ear/size" };

  for (guint i = 0; i < 2; i++) {
    g_autofree char *twice
        = g_strdup_printf ("{'trefoil':1,'basis':{'%s':{'kind':'reported'},"
                           "'%s':{'kind':'assumed'}}}",
                           keys[i], keys[1 - i]);
    g_autoptr (SimDraft) draft = make_draft (twice);
    assert_basis (draft, keys[0], "reported", "Reported.");
    assert_basis (draft, keys[1], "reported", "Reported.");
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/basis/kinds-and-sentences", kinds_and_sentences);
  g_test_add_func ("/basis/elements-inherit", elements_inherit);
  g_test_add_func ("/basis/edited-values", edited_values);
  g_test_add_func ("/basis/edited-parts", edited_parts);
  g_test_add_func ("/basis/edited-course", edited_course);
  g_test_add_func ("/basis/edited-part-and-whole", edited_part_and_whole);
  g_test_add_func ("/basis/edited-shapes", edited_shapes);
  g_test_add_func ("/basis/edited-visit-by-visit", edited_visit_by_visit);
  g_test_add_func ("/basis/edited-by-arm", edited_by_arm);
  g_test_add_func ("/basis/said-of-a-visit", said_of_a_visit);
  g_test_add_func ("/basis/edited-structure", edited_structure);
  g_test_add_func ("/basis/ends-of-sentences", ends_of_sentences);
  g_test_add_func ("/basis/stated-values", stated_values);
  g_test_add_func ("/basis/named-twice", named_twice);
  return g_test_run ();
}
