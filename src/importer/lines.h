// The lines of a text and what each is: a heading, an item, a row of a table, a value under a label. Private to outline.cc.
#pragma once

#include <string>
#include <vector>

#include "importer/outline.h"

namespace lofte::importer {

struct Line {
  Run run;
  std::vector<Token> tokens;
  std::vector<Hit> hits;
  std::string number;  // `10.1`
  bool heading = false, item = false, beside = false, header_cell = false;
  int level = 0;
  bool strong_label = false;  // begins with the words of a label
  // `Label: value`: the value begins at `value`; the label is text[0, label_end).
  std::size_t label_end = 0, value = 0;
  std::vector<Concept> topics;
  int table = -1, row = -1, column = -1;
  bool glued = false;     // a cell that was parted from a line: its column is told by `topics`
  std::string row_label;  // of a cell: the first cell of its row
  int sheet = -1;
  bool sheet_name = false;
  std::size_t id = 0;  // cells of one glued row have different ids
};

std::vector<Line> LinesOf(const prose::Document& document, Matcher& matcher);
// Each step marks lines or parts them; OutlineOf calls them in the order that they need.
// Tables of one cell a line.
void FindSplitTables(std::vector<Line>& lines);
// Items that lost their bullets.
void FindLostItems(std::vector<Line>& lines, Matcher& matcher);
// A number for a table that no line has yet.
int FirstFreeTable(const std::vector<Line>& lines);
void FindHeadings(std::vector<Line>& lines);
void FindLabels(std::vector<Line>& lines);
std::vector<Run> FindSheets(std::vector<Line>& lines);
// Replaces the rows of glued tables by their cells; the lines of heads are returned.
std::vector<Run> PartGluedTables(std::vector<Line>& lines, Matcher& matcher, LanguageSet languages);

}  // namespace lofte::importer
