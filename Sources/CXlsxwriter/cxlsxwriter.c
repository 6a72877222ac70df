#include "cxlsxwriter.h"

#include <dlfcn.h>
#include <stdbool.h>
#include <stdio.h>

#if __has_include(<xlsxwriter.h>)
#include <xlsxwriter.h>
#elif __has_include("/opt/homebrew/include/xlsxwriter.h")
#include "/opt/homebrew/include/xlsxwriter.h"
#else
#error "libxlsxwriter's headers are missing: scripts/install-requirements build"
#endif

// Linking it would load it at every start. The file is the one whose headers this was built with: another one of the
// same library may differ in what its structures hold.
#ifdef __APPLE__
#define LIBRARY "libxlsxwriter." LXW_SOVERSION ".dylib"
static const char *const places[] = {LIBRARY, "/opt/homebrew/lib/" LIBRARY, "/usr/local/lib/" LIBRARY};
#else
#define LIBRARY "libxlsxwriter.so." LXW_SOVERSION
static const char *const places[] = {LIBRARY};
#endif

#define FUNCTIONS(USE)                                                                                                \
  USE(lxw_version)                                                                                                    \
  USE(lxw_strerror)                                                                                                   \
  USE(workbook_new_opt)                                                                                               \
  USE(workbook_set_properties)                                                                                        \
  USE(workbook_add_format)                                                                                            \
  USE(workbook_add_worksheet)                                                                                         \
  USE(workbook_close)                                                                                                 \
  USE(format_set_bold)                                                                                                \
  USE(format_set_num_format)                                                                                          \
  USE(format_set_bg_color)                                                                                            \
  USE(format_set_border)                                                                                              \
  USE(format_set_border_color)                                                                                        \
  USE(worksheet_write_string)                                                                                         \
  USE(worksheet_write_number)                                                                                         \
  USE(worksheet_write_blank)                                                                                          \
  USE(worksheet_set_column)                                                                                           \
  USE(worksheet_data_validation_range)                                                                                \
  USE(worksheet_freeze_panes)                                                                                         \
  USE(worksheet_autofilter)                                                                                           \
  USE(worksheet_repeat_rows)                                                                                          \
  USE(worksheet_set_landscape)                                                                                        \
  USE(worksheet_set_paper)                                                                                            \
  USE(worksheet_fit_to_pages)

#define FIELD(name) __typeof__(&name) name;
static struct {
  FUNCTIONS(FIELD)
} xlsx;

static bool is_loaded;

const char *cxlsx_load(void) {
  if (is_loaded) return NULL;
  void *library = NULL;
  for (size_t place = 0; place < sizeof places / sizeof *places && !library; place++)
    library = dlopen(places[place], RTLD_NOW | RTLD_LOCAL);
  if (!library) return dlerror();
#define FIND(name)                                                                                                    \
  xlsx.name = (__typeof__(&name))dlsym(library, #name);                                                               \
  if (!xlsx.name) return "it has no function " #name;
  FUNCTIONS(FIND)
  is_loaded = true;
  return NULL;
}

const char *cxlsx_file(void) { return LIBRARY; }

const char *cxlsx_version(void) { return xlsx.lxw_version(); }

struct lxw_workbook *cxlsx_open(const char *path, const char *title, const char *comments, int64_t created) {
  lxw_workbook_options options = {.constant_memory = LXW_TRUE};
  lxw_workbook *workbook = xlsx.workbook_new_opt(path, &options);
  if (!workbook) return NULL;
  lxw_doc_properties properties = {.title = (char *)title, .comments = (char *)comments, .created = (time_t)created};
  xlsx.workbook_set_properties(workbook, &properties);
  return workbook;
}

struct lxw_format *cxlsx_look(struct lxw_workbook *workbook, enum cxlsx_look look) {
  lxw_format *format = xlsx.workbook_add_format(workbook);
  if (!format) return NULL;
  if (look == CXLSX_HEADER) xlsx.format_set_bold(format);
  if (look == CXLSX_DATE || look == CXLSX_INPUT_DATE) xlsx.format_set_num_format(format, "yyyy-mm-dd hh:mm:ss");
  if (look == CXLSX_HEADER || look == CXLSX_INPUT || look == CXLSX_INPUT_DATE) {
    xlsx.format_set_bg_color(format, look == CXLSX_HEADER ? 0xE6E9EE : 0xFFF8DC);
    xlsx.format_set_border(format, LXW_BORDER_THIN);
    xlsx.format_set_border_color(format, 0xB0B6C0);
  }
  return format;
}

struct lxw_worksheet *cxlsx_sheet(struct lxw_workbook *workbook, const char *name) {
  return xlsx.workbook_add_worksheet(workbook, name);
}

int cxlsx_text(struct lxw_worksheet *sheet, uint32_t row, uint16_t column, const char *text,
               struct lxw_format *format) {
  return xlsx.worksheet_write_string(sheet, row, column, text, format);
}

int cxlsx_number(struct lxw_worksheet *sheet, uint32_t row, uint16_t column, double number,
                 struct lxw_format *format) {
  return xlsx.worksheet_write_number(sheet, row, column, number, format);
}

int cxlsx_blank(struct lxw_worksheet *sheet, uint32_t row, uint16_t column, struct lxw_format *format) {
  return xlsx.worksheet_write_blank(sheet, row, column, format);
}

int cxlsx_width(struct lxw_worksheet *sheet, uint16_t column, double width) {
  return xlsx.worksheet_set_column(sheet, column, column, width, NULL);
}

int cxlsx_yes_or_no(struct lxw_worksheet *sheet, uint32_t last_row, uint16_t column) {
  const char *choices[] = {"Y", "N", NULL};
  lxw_data_validation validation = {
      .validate = LXW_VALIDATION_TYPE_LIST,
      .value_list = (void *)choices,
  };
  return xlsx.worksheet_data_validation_range(sheet, 1, column, last_row, column, &validation);
}

int cxlsx_finish(struct lxw_worksheet *sheet, uint32_t last_row, uint16_t last_column) {
  xlsx.worksheet_freeze_panes(sheet, 1, 0);
  xlsx.worksheet_set_landscape(sheet);
  xlsx.worksheet_set_paper(sheet, 9);
  xlsx.worksheet_fit_to_pages(sheet, 1, 0);
  lxw_error error = xlsx.worksheet_repeat_rows(sheet, 0, 0);
  if (error) return error;
  return xlsx.worksheet_autofilter(sheet, 0, 0, last_row, last_column);
}

int64_t cxlsx_written(struct lxw_worksheet *sheet) {
  FILE *rows = sheet->optimize_tmpfile;
  if (fflush(rows) || ferror(rows)) return -1;
  return ftell(rows);
}

int cxlsx_close(struct lxw_workbook *workbook) { return xlsx.workbook_close(workbook); }

const char *cxlsx_reason(int error) { return xlsx.lxw_strerror(error); }
