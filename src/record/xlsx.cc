#include "record/xlsx.h"

#include <xlsxwriter.h>

#include <memory>

#include "base/file.h"
#include "base/limits.h"
#include "base/utf8.h"

namespace lofte::record {
namespace {

// Widths in characters of the standard font.
constexpr double kFrontHeading = 34;
constexpr double kFrontText = 90;
constexpr double kNarrow = 24;
constexpr double kWide = 44;
constexpr lxw_row_t kHeadRow = 0;
constexpr std::uint8_t kA4 = 9;
// Orange for what has to be there and green for what may, as in the template of the Norwegian authority.
constexpr lxw_color_t kAskedColour = 0xFCE4D6;
constexpr lxw_color_t kMoreColour = 0xE2EFDA;
constexpr std::size_t kTextBytes = 255;  // of a property and of a footer

// Closes the workbook, which frees it, whether or not it was written.
struct Closer {
  void operator()(lxw_workbook* workbook) const { workbook_close(workbook); }
};
using Workbook = std::unique_ptr<lxw_workbook, Closer>;

struct Formats {
  lxw_format *title, *heading, *text, *asked, *more, *activity;
};

lxw_format* Wrapped(lxw_workbook* workbook, bool is_bold, lxw_color_t colour = LXW_COLOR_UNSET) {
  lxw_format* format = workbook_add_format(workbook);
  format_set_text_wrap(format);
  format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
  if (is_bold) format_set_bold(format);
  if (colour == LXW_COLOR_UNSET) return format;
  format_set_bg_color(format, colour);
  format_set_border(format, LXW_BORDER_THIN);
  return format;
}

Formats FormatsOf(lxw_workbook* workbook) {
  Formats formats{
      workbook_add_format(workbook),        Wrapped(workbook, true), Wrapped(workbook, false), Wrapped(workbook, true, kAskedColour),
      Wrapped(workbook, true, kMoreColour), Wrapped(workbook, true)};
  format_set_bold(formats.title);
  format_set_font_size(formats.title, 16);
  return formats;
}

// At most `bytes`, cut between characters.
std::string Shortened(const std::string& text, std::size_t bytes) {
  std::size_t end = 0;
  while (end < text.size()) {
    const std::size_t next = end + DecodeUtf8(text, end).bytes;
    if (next > bytes) break;
    end = next;
  }
  return text.substr(0, end);
}

// XML 1.0 has no control characters but tab and line breaks, and neither U+FFFE nor U+FFFF: a workbook with one is damaged.
std::string XmlText(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint here = DecodeUtf8(text, at);
    const bool control = here.value < 0x20 && here.value != '\t' && here.value != '\n' && here.value != '\r';
    const bool none = control || here.value == 0x7F || here.value == 0xFFFE || here.value == 0xFFFF || !here.valid;
    out += none ? std::string_view(" ") : text.substr(at, here.bytes);
    at += here.bytes;
  }
  return out;
}

// In a footer `&` begins a code.
std::string FooterText(const std::string& text) {
  std::string out;
  for (const char c : XmlText(Shortened(text, kTextBytes / 3))) out += c == '&' ? std::string("&&") : std::string(1, c);
  return out;
}

void SetUpPage(lxw_worksheet* sheet, const std::string& company) {
  worksheet_set_landscape(sheet);
  worksheet_set_paper(sheet, kA4);
  worksheet_fit_to_pages(sheet, 1, 0);
  worksheet_set_margins(sheet, 0.4, 0.4, 0.6, 0.6);
  worksheet_set_footer(sheet, ("&L" + FooterText(company) + "&C&A&R&P / &N").c_str());
}

Status Write(lxw_worksheet* sheet, lxw_row_t row, lxw_col_t column, const std::string& given, lxw_format* format) {
  const std::string text = XmlText(given);
  if (text.empty()) return worksheet_write_blank(sheet, row, column, format), Status();
  if (worksheet_write_string(sheet, row, column, text.c_str(), format) == LXW_NO_ERROR) return {};
  return Fail(ErrorCode::kLimit, "is longer than the " + std::to_string(kCellCharacters) +
                                     " characters that a cell of a workbook holds: take `--format html`, `csv` or `json`");
}

Status WriteFront(lxw_workbook* workbook, const Book& book, const Formats& formats) {
  const Front& front = book.front;
  lxw_worksheet* sheet = workbook_add_worksheet(workbook, front.name.c_str());
  SetUpPage(sheet, book.company);
  worksheet_set_column(sheet, 0, 0, kFrontHeading, nullptr);
  worksheet_set_column(sheet, 1, 1, kFrontText, nullptr);
  lxw_row_t row = 0;
  LOFTE_TRY(Write(sheet, row++, 0, front.title, formats.title));
  LOFTE_TRY(Write(sheet, row++, 0, front.law, workbook_add_format(workbook)));
  ++row;
  for (const auto& [heading, text] : front.facts) {
    LOFTE_TRY(Write(sheet, row, 0, heading, formats.heading));
    LOFTE_TRY(Write(sheet, row++, 1, text, formats.text));
  }
  ++row;
  LOFTE_TRY(Write(sheet, row++, 1, front.asked, formats.asked));
  LOFTE_TRY(Write(sheet, row++, 1, front.more, formats.more));
  ++row;
  for (std::size_t i = 0; i < front.measures.size(); ++i) {
    if (i == 0) LOFTE_TRY(Write(sheet, row, 0, front.measures_heading, formats.heading));
    LOFTE_TRY(Write(sheet, row++, 1, front.measures[i], formats.text));
  }
  return {};
}

// What holds lists gets room for them.
double WidthOf(const Column& column) {
  for (const char* wide : {"purpose", "processing", "data", "recipients", "subprocessors", "limits", "measures", "systems", "basis"})
    if (column.id == wide) return kWide;
  return kNarrow;
}

Status WriteHead(lxw_worksheet* sheet, const Sheet& of, const Formats& formats) {
  for (std::size_t i = 0; i < of.columns.size(); ++i) {
    const Column& column = of.columns[i];
    const lxw_col_t at = static_cast<lxw_col_t>(i);
    worksheet_set_column(sheet, at, at, WidthOf(column), nullptr);
    const std::string text = column.heading + (column.article.empty() ? "" : "\n" + column.article);
    LOFTE_TRY(Write(sheet, kHeadRow, at, text, column.article.empty() ? formats.more : formats.asked));
  }
  return {};
}

Status WriteSheet(lxw_workbook* workbook, const Book& book, const Sheet& of, const Formats& formats) {
  lxw_worksheet* sheet = workbook_add_worksheet(workbook, of.name.c_str());
  SetUpPage(sheet, book.company);
  LOFTE_TRY(WriteHead(sheet, of, formats));
  const lxw_col_t last_column = static_cast<lxw_col_t>(of.columns.size() - 1);
  for (std::size_t i = 0; i < of.rows.size(); ++i) {
    for (lxw_col_t column = 0; column <= last_column; ++column) {
      lxw_format* format = column == 0 ? formats.activity : formats.text;
      const Status written = Write(sheet, static_cast<lxw_row_t>(kHeadRow + 1 + i), column, of.rows[i][column], format);
      if (!written)
        return Fail(written.error().code, "`" + of.columns[column].id + "` of the activity `" + of.ids[i] + "` " + written.error().message);
    }
  }
  worksheet_freeze_panes(sheet, kHeadRow + 1, 1);
  worksheet_autofilter(sheet, kHeadRow, 0, static_cast<lxw_row_t>(kHeadRow + of.rows.size()), last_column);
  worksheet_repeat_rows(sheet, kHeadRow, kHeadRow);
  worksheet_repeat_columns(sheet, 0, 0);
  return {};
}

void SetProperties(lxw_workbook* workbook, const Book& book) {
  std::string title = XmlText(Shortened(book.front.title, kTextBytes));
  std::string company = XmlText(Shortened(book.company, kTextBytes));
  lxw_doc_properties properties = {};
  properties.title = title.data();
  properties.author = company.data();
  properties.company = company.data();
  // Zero would be taken for now.
  const std::int64_t seconds = std::int64_t{book.day.number} * (time::kMicrosPerDay / time::kMicrosPerSecond);
  properties.created = static_cast<time_t>(seconds == 0 ? 1 : seconds);
  workbook_set_properties(workbook, &properties);
}

Status WriteBook(const std::filesystem::path& file, const std::filesystem::path& scratch, const Book& book) {
  std::string folder = scratch.string();
  lxw_workbook_options options = {};
  options.tmpdir = folder.data();
  Workbook workbook(workbook_new_opt(file.c_str(), &options));
  if (!workbook) return Fail(ErrorCode::kInternal, "no room for a workbook");
  SetProperties(workbook.get(), book);
  const Formats formats = FormatsOf(workbook.get());
  LOFTE_TRY(WriteFront(workbook.get(), book, formats));
  for (const Sheet& sheet : book.sheets) LOFTE_TRY(WriteSheet(workbook.get(), book, sheet, formats));
  if (const lxw_error error = workbook_close(workbook.release()); error != LXW_NO_ERROR)
    return Fail(ErrorCode::kUnavailable, "the workbook could not be written in the temporary folder: " + std::string(lxw_strerror(error)));
  return {};
}

}  // namespace

Result<std::string> Xlsx(const Book& book, const std::filesystem::path& scratch) {
  const std::filesystem::path file = scratch / "record.xlsx";
  const Status written = WriteBook(file, scratch, book);
  Result<std::string> bytes = written ? ReadFile(file) : Result<std::string>(Fail(written.error()));
  std::error_code ignored;
  std::filesystem::remove(file, ignored);
  return bytes;
}

}  // namespace lofte::record
