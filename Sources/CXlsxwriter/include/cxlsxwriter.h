#ifndef CXLSXWRITER_H
#define CXLSXWRITER_H

#include <stdint.h>

// libxlsxwriter, loaded when a worksheet is written and never before: a hook that only judges a push loads nothing of it.

struct lxw_workbook;
struct lxw_worksheet;
struct lxw_format;

/// How a cell looks.
enum cxlsx_look {
  CXLSX_HEADER,
  CXLSX_DATE,
  /// To be filled in by a person.
  CXLSX_INPUT,
  CXLSX_INPUT_DATE,
};

/// Loads the library; NULL if that went well, otherwise why not. Not to be called by two threads at once.
const char *cxlsx_load(void);
/// The file that was looked for, such as libxlsxwriter.so.4.
const char *cxlsx_file(void);
/// The version of what was loaded, such as 1.1.4.
const char *cxlsx_version(void);

/// NULL where there is no memory. Rows have to be written from the top: they are kept in files without a name.
struct lxw_workbook *cxlsx_open(const char *path, const char *title, const char *comments, int64_t created);
struct lxw_format *cxlsx_look(struct lxw_workbook *workbook, enum cxlsx_look look);
/// NULL where the name is none that Excel takes.
struct lxw_worksheet *cxlsx_sheet(struct lxw_workbook *workbook, const char *name);

// These return 0, or a number that cxlsx_reason has words for.
int cxlsx_text(struct lxw_worksheet *, uint32_t row, uint16_t column, const char *text, struct lxw_format *);
int cxlsx_number(struct lxw_worksheet *, uint32_t row, uint16_t column, double number, struct lxw_format *);
int cxlsx_blank(struct lxw_worksheet *, uint32_t row, uint16_t column, struct lxw_format *);
int cxlsx_width(struct lxw_worksheet *, uint16_t column, double width);
/// Lets a column's cells below the header be Y or N, chosen from a list.
int cxlsx_yes_or_no(struct lxw_worksheet *, uint32_t last_row, uint16_t column);
/// Freezes the header, filters all columns, prints the header on each page. To be called after the last row.
int cxlsx_finish(struct lxw_worksheet *, uint32_t last_row, uint16_t last_column);
/// How many bytes the rows take so far; -1 where some could not be written. The library itself doesn't look.
int64_t cxlsx_written(struct lxw_worksheet *);
/// Writes the file and frees the workbook, whether that went well or not.
int cxlsx_close(struct lxw_workbook *);
const char *cxlsx_reason(int error);

#endif
