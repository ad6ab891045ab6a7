/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tests of app/setting.c: which settings have what was typed, and in what order.
 */
#include "setting.h"

static GPtrArray *
settings_new (void)
{
  static const char *const rows[][5] = {
    { "/a", "Dropout, Usual care", "Dropout", "Share of the patients who are lost.", "drop-out" },
    { "/b", "Mean, Usual care, Week 8", "Outcome", "", "effect size, N" },
    { "/c", "Adjust for", "Analysis", "Usual covariates.", "ANCOVA" },
    { "/d", "usual size", "Arms", "", "" },
    { "practitioners", "Add practitioners", "Not in this scenario", "", "ICC" },
  };
  GPtrArray *settings = g_ptr_array_new_with_free_func (app_setting_unref);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    g_ptr_array_add (settings,
                     app_setting_new (rows[i][0], rows[i][1], rows[i][2], rows[i][3], rows[i][4]));
  return settings;
}

/* The keys of what is found, in their order. */
static void
assert_found (const char *text, const char *keys)
{
  g_autoptr (GPtrArray) settings = settings_new ();
  g_autoptr (GPtrArray) found = app_settings_find (settings, text);
  g_autoptr (GString) said = g_string_new (NULL);

  for (guint i = 0; i < found->len; i++)
    g_string_append_printf (said, "%s ", ((const AppSetting *)g_ptr_array_index (found, i))->key);
  g_assert_cmpstr (said->str, ==, keys);
}

static void
test_order (void)
{
  assert_found ("usual", "/d /a /b /c "); /* begins with it, has it, has it in its help */
  assert_found ("USUAL Week", "/b ");
  assert_found ("lost", "/a ");
  assert_found ("add", "practitioners ");
}

static void
test_place (void)
{
  assert_found ("outcome mean", "/b ");
  assert_found ("analysis", "/c ");
}

/* What it is called elsewhere comes first, where it is just that. */
static void
test_words (void)
{
  assert_found ("icc", "practitioners ");
  assert_found ("ancova", "/c ");
  assert_found ("n", "/b /c practitioners /a ");
  assert_found ("dropout", "/a ");
  assert_found ("drop-out usual", "/a ");
  assert_found ("size effect", "/b ");
}

static void
test_nothing (void)
{
  assert_found ("", "");
  assert_found ("   ", "");
  assert_found ("nowhere", "");
  assert_found ("usual nowhere", "");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/setting/order", test_order);
  g_test_add_func ("/setting/place", test_place);
  g_test_add_func ("/setting/words", test_words);
  g_test_add_func ("/setting/nothing", test_nothing);
  return g_test_run ();
}
