/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * guide.c - reads the pages of the guide.
 */
#include "help/guide.h"

#include <string.h>

#include "library.h"

#define SUFFIX    ".page"
#define INSTALLED DATADIR "/../help/C/trefoil"

struct _AppGuide {
  char *folder;
  GPtrArray *pages; /* of AppGuidePage */
};

/* --- what there is of a page --- */

static void
block_free (gpointer data)
{
  AppGuideBlock *block = data;

  g_ptr_array_unref (block->texts);
  g_free (block);
}

static void
section_free (gpointer data)
{
  AppGuideSection *section = data;

  g_free (section->id);
  g_free (section->title);
  g_ptr_array_unref (section->blocks);
  g_free (section);
}

static void
page_free (gpointer data)
{
  AppGuidePage *page = data;

  g_free (page->id);
  g_free (page->title);
  g_free (page->about);
  g_free (page->order);
  g_ptr_array_unref (page->guides);
  g_ptr_array_unref (page->more);
  g_ptr_array_unref (page->sections);
  g_free (page);
}

static AppGuideSection *
add_section (AppGuidePage *page, const char *id)
{
  AppGuideSection *section = g_new0 (AppGuideSection, 1);

  section->id = g_strdup (id);
  section->blocks = g_ptr_array_new_with_free_func (block_free);
  g_ptr_array_add (page->sections, section);
  return section;
}

/* --- reading --- */

/* What is being read. */
typedef struct {
  AppGuidePage *page;
  GString *text; /* of a paragraph, title or the like; NULL outside of one */
  AppGuideBlock *row;
  guint depth;   /* of lists and terms */
  gboolean item; /* the next paragraph begins an item */
  gboolean numbered;
  guint number;      /* of the last step */
  gboolean first;    /* no row of the table has been read */
  gboolean head;     /* what is read are its headings */
  gboolean sequence; /* of keys, with a plus between them */
  guint n_keys;      /* of it so far */
  gboolean order;    /* a title by which pages are sorted */
  gboolean code;     /* a block of it: blanks count */
} Reader;

static AppGuideSection *
now (const Reader *reader)
{
  GPtrArray *sections = reader->page->sections;

  return g_ptr_array_index (sections, sections->len - 1);
}

static const char *
get (const char **names, const char **values, const char *name)
{
  for (guint i = 0; names[i] != NULL; i++)
    if (strcmp (names[i], name) == 0)
      return values[i];
  return NULL;
}

/* How what stands within a line is shown. */
static const struct {
  const char *element, *begin, *end;
} looks[] = {
  { "em", "<i>", "</i>" },     { "gui", "<b>", "</b>" },    { "key", "<b>", "</b>" },
  { "code", "<tt>", "</tt>" }, { "file", "<tt>", "</tt>" }, { "output", "<i>", "</i>" },
  { "link", NULL, "</a>" },
};

static void
begin_look (Reader *reader, const char *element, const char **names, const char **values)
{
  const char *target = get (names, values, "xref");
  g_autofree char *link = NULL;

  if (strcmp (element, "link") == 0) {
    target = target != NULL ? target : get (names, values, "href");
    link = g_markup_printf_escaped ("<a href=\"%s\">", target != NULL ? target : "");
    g_string_append (reader->text, link);
    return;
  }
  if (strcmp (element, "keyseq") == 0) {
    reader->sequence = TRUE;
    reader->n_keys = 0;
  }
  if (strcmp (element, "key") == 0 && reader->sequence && reader->n_keys++ > 0)
    g_string_append_c (reader->text, '+');
  for (guint i = 0; i < G_N_ELEMENTS (looks); i++)
    if (strcmp (looks[i].element, element) == 0)
      g_string_append (reader->text, looks[i].begin);
}

static void
end_look (Reader *reader, const char *element)
{
  for (guint i = 0; i < G_N_ELEMENTS (looks); i++)
    if (strcmp (looks[i].element, element) == 0)
      g_string_append (reader->text, looks[i].end);
  if (strcmp (element, "keyseq") == 0)
    reader->sequence = FALSE;
}

static void
note_link (Reader *reader, const char **names, const char **values)
{
  const char *type = get (names, values, "type"), *target = get (names, values, "xref");

  if (target != NULL && g_strcmp0 (type, "guide") == 0)
    g_ptr_array_add (reader->page->guides, g_strdup (target));
  else if (target != NULL && g_strcmp0 (type, "seealso") == 0)
    g_ptr_array_add (reader->page->more, g_strdup (target));
}

static void
on_start (GMarkupParseContext *context, const char *element, const char **names,
          const char **values, gpointer data, GError **error)
{
  Reader *reader = data;

  if (reader->text != NULL) {
    begin_look (reader, element, names, values);
    return;
  }
  if (strcmp (element, "page") == 0)
    reader->page->id = g_strdup (get (names, values, "id"));
  else if (strcmp (element, "section") == 0)
    add_section (reader->page, get (names, values, "id"));
  else if (strcmp (element, "link") == 0)
    note_link (reader, names, values);
  else if (strcmp (element, "list") == 0 || strcmp (element, "steps") == 0
           || strcmp (element, "terms") == 0) {
    reader->depth++;
    reader->numbered = strcmp (element, "steps") == 0;
    reader->number = 0;
  } else if (strcmp (element, "item") == 0) {
    reader->item = TRUE;
    reader->number++;
  } else if (strcmp (element, "table") == 0) {
    reader->first = TRUE;
  } else if (strcmp (element, "thead") == 0) {
    reader->head = TRUE;
  } else if (strcmp (element, "tr") == 0) {
    reader->row = g_new0 (AppGuideBlock, 1);
    *reader->row = (AppGuideBlock){ .kind = APP_GUIDE_ROW,
                                    .first = reader->first,
                                    .head = reader->head,
                                    .texts = g_ptr_array_new_with_free_func (g_free) };
    reader->first = FALSE;
    g_ptr_array_add (now (reader)->blocks, reader->row);
  } else if (strcmp (element, "p") == 0 || strcmp (element, "title") == 0
             || strcmp (element, "desc") == 0 || strcmp (element, "code") == 0) {
    reader->text = g_string_new (NULL);
    reader->code = strcmp (element, "code") == 0;
    reader->order = g_strcmp0 (get (names, values, "type"), "sort") == 0;
  }
}

static void
add_block (Reader *reader, AppGuideKind kind, char *text)
{
  AppGuideBlock *block = NULL;

  if (reader->row != NULL) {
    g_ptr_array_add (reader->row->texts, text);
    return;
  }
  block = g_new0 (AppGuideBlock, 1);
  block->kind = kind;
  block->depth = reader->depth;
  block->number = kind == APP_GUIDE_ITEM && reader->numbered ? reader->number : 0;
  block->texts = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (block->texts, text);
  g_ptr_array_add (now (reader)->blocks, block);
  reader->item = FALSE;
}

/* A title is that of a term, of a section, or of the page. */
static void
end_title (Reader *reader, char *text)
{
  if (reader->order) {
    reader->page->order = text;
    return;
  }
  if (reader->depth > 0) {
    add_block (reader, APP_GUIDE_TERM, text);
    return;
  }
  if (reader->page->sections->len == 1)
    reader->page->title = g_strdup (text);
  now (reader)->title = text;
}

static void
end_text (Reader *reader, const char *element)
{
  char *text = g_string_free (g_steal_pointer (&reader->text), FALSE);

  if (!reader->code)
    g_strstrip (text);
  reader->code = FALSE;
  if (strcmp (element, "title") == 0)
    end_title (reader, text);
  else if (strcmp (element, "desc") == 0)
    reader->page->about = text;
  else if (strcmp (element, "code") == 0)
    add_block (reader, APP_GUIDE_CODE, text);
  else
    add_block (reader, reader->item ? APP_GUIDE_ITEM : APP_GUIDE_TEXT, text);
}

static void
on_end (GMarkupParseContext *context, const char *element, gpointer data, GError **error)
{
  Reader *reader = data;

  if (reader->text != NULL) {
    if (strcmp (element, "p") == 0 || strcmp (element, "title") == 0
        || strcmp (element, "desc") == 0 || (reader->code && strcmp (element, "code") == 0))
      end_text (reader, element);
    else
      end_look (reader, element);
  } else if (strcmp (element, "list") == 0 || strcmp (element, "steps") == 0
             || strcmp (element, "terms") == 0) {
    reader->depth--;
  } else if (strcmp (element, "tr") == 0) {
    reader->row = NULL;
  } else if (strcmp (element, "thead") == 0) {
    reader->head = FALSE;
  }
}

/* Blanks and line breaks within a paragraph are one blank. */
static void
on_text (GMarkupParseContext *context, const char *text, gsize length, gpointer data,
         GError **error)
{
  Reader *reader = data;
  g_autofree char *escaped = g_markup_escape_text (text, (gssize)length);

  if (reader->text == NULL)
    return;
  for (const char *c = escaped; *c != '\0'; c++) {
    gboolean blank = !reader->code && g_ascii_isspace (*c);
    gboolean again = reader->text->len > 0 && reader->text->str[reader->text->len - 1] == ' ';

    if (!blank)
      g_string_append_c (reader->text, *c);
    else if (!again)
      g_string_append_c (reader->text, ' ');
  }
}

static AppGuidePage *
read_page (const char *path, GError **error)
{
  static const GMarkupParser parser
      = { .start_element = on_start, .end_element = on_end, .text = on_text };
  g_autofree char *bytes = NULL;
  gsize length = 0;
  Reader reader = { .page = g_new0 (AppGuidePage, 1) };
  GMarkupParseContext *context = NULL;
  gboolean good = FALSE;

  reader.page->guides = g_ptr_array_new_with_free_func (g_free);
  reader.page->more = g_ptr_array_new_with_free_func (g_free);
  reader.page->sections = g_ptr_array_new_with_free_func (section_free);
  add_section (reader.page, NULL);
  context = g_markup_parse_context_new (&parser, G_MARKUP_DEFAULT_FLAGS, &reader, NULL);
  good = g_file_get_contents (path, &bytes, &length, error)
         && g_markup_parse_context_parse (context, bytes, (gssize)length, error)
         && g_markup_parse_context_end_parse (context, error);
  g_markup_parse_context_free (context);
  if (reader.text != NULL)
    g_string_free (reader.text, TRUE);
  if (good && reader.page->id != NULL && reader.page->title != NULL)
    return reader.page;
  page_free (reader.page);
  return NULL;
}

/* --- the whole --- */

static int
by_order (gconstpointer a, gconstpointer b)
{
  const AppGuidePage *const *one = a, *const *other = b;

  return g_utf8_collate ((*one)->order != NULL ? (*one)->order : (*one)->title,
                         (*other)->order != NULL ? (*other)->order : (*other)->title);
}

AppGuide *
app_guide_new (const char *folder)
{
  AppGuide *guide = g_new0 (AppGuide, 1);
  g_autoptr (GDir) dir = NULL;
  const char *name = NULL;

  /* Without steps up, which need the folder that they lead out of. */
  guide->folder = g_canonicalize_filename (folder, NULL);
  dir = g_dir_open (guide->folder, 0, NULL);
  guide->pages = g_ptr_array_new_with_free_func (page_free);
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autoptr (GError) error = NULL;
    g_autofree char *path = g_build_filename (guide->folder, name, NULL);
    AppGuidePage *page = g_str_has_suffix (name, SUFFIX) ? read_page (path, &error) : NULL;

    if (page != NULL)
      g_ptr_array_add (guide->pages, page);
    else if (error != NULL)
      g_warning ("%s: %s", path, error->message);
  }
  g_ptr_array_sort (guide->pages, by_order);
  return guide;
}

const AppGuide *
app_guide (void)
{
  static AppGuide *guide = NULL;
  g_autofree char *data = NULL, *beside = NULL;

  if (guide != NULL)
    return guide;
  data = app_library_folder ();
  beside = g_build_filename (data, "..", "help", "C", NULL);
  /* Beside the data of the source tree; installed, where help browsers look for it. */
  guide = app_guide_new (beside);
  if (app_guide_find (guide, "index") == NULL) {
    app_guide_free (guide);
    guide = app_guide_new (INSTALLED);
  }
  return guide;
}

void
app_guide_free (AppGuide *guide)
{
  if (guide == NULL)
    return;
  g_free (guide->folder);
  g_ptr_array_unref (guide->pages);
  g_free (guide);
}

gboolean
app_guide_installed (const AppGuide *guide)
{
  g_autofree char *installed = g_canonicalize_filename (INSTALLED, NULL);

  return g_str_equal (guide->folder, installed);
}

const char *
app_guide_folder (const AppGuide *guide)
{
  return guide->folder;
}

guint
app_guide_length (const AppGuide *guide)
{
  return guide->pages->len;
}

const AppGuidePage *
app_guide_page (const AppGuide *guide, guint index)
{
  return g_ptr_array_index (guide->pages, index);
}

const AppGuidePage *
app_guide_find (const AppGuide *guide, const char *id)
{
  for (guint i = 0; i < guide->pages->len; i++)
    if (g_strcmp0 (app_guide_page (guide, i)->id, id) == 0)
      return app_guide_page (guide, i);
  return NULL;
}

const AppGuideSection *
app_guide_section (const AppGuidePage *page, const char *id)
{
  for (guint i = 0; i < page->sections->len; i++) {
    const AppGuideSection *section = g_ptr_array_index (page->sections, i);

    if (g_strcmp0 (section->id, id) == 0)
      return section;
  }
  return NULL;
}

GPtrArray *
app_guide_topics (const AppGuide *guide, const char *place)
{
  GPtrArray *topics = g_ptr_array_new ();

  for (guint i = 0; i < guide->pages->len; i++)
    for (guint g = 0; g < app_guide_page (guide, i)->guides->len; g++)
      if (strcmp (g_ptr_array_index (app_guide_page (guide, i)->guides, g), place) == 0)
        g_ptr_array_add (topics, (gpointer)app_guide_page (guide, i));
  return topics;
}
