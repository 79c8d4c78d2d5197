#include "record/csv.h"

#include "record/record_test_support.h"

namespace lofte::record {
namespace csv_test {

// A sheet of one column and one row.
std::string CsvOf(const std::string& cell) {
  Sheet sheet;
  sheet.columns = {{"activity", "Activity", ""}, {"purpose", "Purpose", "Art. 30(1)(b)"}};
  sheet.rows = {{"a", cell}};
  sheet.ids = {"a"};
  return Csv(sheet);
}

constexpr char kHead[] = "\xEF\xBB\xBF\"Activity\";\"Purpose (Art. 30(1)(b))\"\r\n\"a\";";

TEST(CsvTest, CellsAreInQuotesBetweenSemicolons) { EXPECT_EQ(CsvOf("x; y"), kHead + std::string("\"x; y\"\r\n")); }

TEST(CsvTest, QuotesAreDoubledAndLinesKept) { EXPECT_EQ(CsvOf("a \"b\"\nc"), kHead + std::string("\"a \"\"b\"\"\nc\"\r\n")); }

TEST(CsvTest, WhatASpreadsheetTakesForAFormulaIsText) {
  for (const std::string front : {"=", "+", "-", "@", "\t", "\r", "\uFF1D"})
    EXPECT_EQ(CsvOf(front + "1+1"), kHead + ("\"'" + front + "1+1\"\r\n")) << front;
  EXPECT_EQ(CsvOf("1=1"), kHead + std::string("\"1=1\"\r\n"));
}

TEST(CsvTest, EmptyRecordIsAHeadAlone) {
  Sheet sheet;
  sheet.columns = {{"activity", "Activity", ""}};
  EXPECT_EQ(Csv(sheet), "\xEF\xBB\xBF\"Activity\"\r\n");
}

}  // namespace csv_test
}  // namespace lofte::record
