/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * help-shortcuts.c - writes the page of the guide that lists all keys, from the table of actions:
 * help-shortcuts FILE. With --keys ACCELERATORS it prints how these are written.
 */
#include <string.h>

#include "actions.h"

typedef struct {
  GString *out;
  char *group; /* that is open; NULL: none */
} Writer;

static void
write_key (GString *out, const char *name)
{
  g_autofree char *key = g_markup_printf_escaped ("<key>%s</key>", name);

  g_string_append (out, key);
}

/* "<Control><Shift>z" as a key sequence; keys beside each other are separated by blanks. */
static void
write_keys (GString *out, const char *accels)
{
  g_auto (GStrv) each = g_strsplit (accels, " ", -1);

  for (guint i = 0; each[i] != NULL; i++) {
    GdkModifierType modifiers;
    guint key;
    g_autofree char *label = NULL, *last = NULL, *before = NULL;
    g_auto (GStrv) held = NULL;

    if (!gtk_accelerator_parse (each[i], &key, &modifiers))
      g_error ("not a key: %s", each[i]);
    label = gtk_accelerator_get_label (key, modifiers); /* "Ctrl++": the last may be a plus */
    last = gtk_accelerator_get_label (key, 0);
    before = g_strndup (label, strlen (label) - strlen (last));
    held = g_strsplit (before, "+", -1);
    g_string_append (out, i > 0 ? ", <keyseq>" : "<keyseq>");
    for (guint j = 0; held[j] != NULL && held[j][0] != '\0'; j++)
      write_key (out, held[j]);
    write_key (out, last);
    g_string_append (out, "</keyseq>");
  }
}

static void
write_row (const char *group, const char *title, const char *const *accels, gpointer data)
{
  Writer *writer = data;

  if (g_strcmp0 (group, writer->group) != 0) {
    g_autofree char *lower = g_ascii_strdown (group, -1);
    g_autofree char *head = NULL;

    g_strdelimit (lower, " ", '-');
    head = g_markup_printf_escaped ("\n<section id=\"%s\">\n<title>%s</title>\n<table>\n", lower,
                                    group);
    g_string_append (writer->out, writer->group != NULL ? "</table>\n</section>\n" : "");
    g_string_append (writer->out, head);
    g_free (writer->group);
    writer->group = g_strdup (group);
  }
  g_autofree char *name = g_markup_printf_escaped ("<tr><td><p>%s</p></td>\n<td><p>", title);
  g_string_append (writer->out, name);
  for (guint i = 0; accels[i] != NULL; i++) {
    g_string_append (writer->out, i > 0 ? ", " : "");
    write_keys (writer->out, accels[i]);
  }
  g_string_append (writer->out, "</p></td></tr>\n");
}

int
main (int argc, char *argv[])
{
  g_autoptr (GError) error = NULL;
  Writer writer
      = { .out = g_string_new ("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
                               "<!-- SPDX-License-Identifier: GPL-3.0-or-later; written by "
                               "tools/help-shortcuts.c -->\n"
                               "<page xmlns=\"http://projectmallard.org/1.0/\" type=\"topic\" "
                               "style=\"reference\" id=\"shortcuts\">\n<info>\n"
                               "  <link type=\"guide\" xref=\"index#reference\"/>\n"
                               "  <desc>Every key of the window</desc>\n</info>\n"
                               "<title>Keyboard shortcuts</title>\n"
                               "<p>Everything can be reached by keyboard. In the window <keyseq>"
                               "<key>Ctrl</key><key>?</key></keyseq> shows this list.</p>\n") };

  if (argc == 3 && strcmp (argv[1], "--keys") == 0) {
    g_string_truncate (writer.out, 0);
    write_keys (writer.out, argv[2]);
    g_print ("%s\n", writer.out->str);
    g_string_free (writer.out, TRUE);
    return 0;
  }
  if (argc != 2) {
    g_printerr ("usage: %s FILE | --keys ACCELERATORS\n", argv[0]);
    return 2;
  }
  app_actions_each (write_row, &writer);
  g_string_append (writer.out, "</table>\n</section>\n</page>\n");
  if (!g_file_set_contents (argv[1], writer.out->str, -1, &error)) {
    g_printerr ("%s: %s\n", argv[0], error->message);
    return 1;
  }
  g_string_free (writer.out, TRUE);
  g_free (writer.group);
  return 0;
}
