// Runs of text become blocks: lines that begin with a bullet or a number, lines that only look like headings. Private to this module.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "prose/document.h"
#include "prose/marks.h"
#include "prose/run.h"

namespace lofte::prose {

// A block whose `at` and `end` are still offsets of the source.
struct Piece {
  Block block;
  bool declared = false;   // a heading that the text itself calls one
  bool numbered = false;   // a heading only by its number: may yet turn out to be an entry of a list
  std::uint8_t aside = 0;  // why it is beside, as the reader of the format has it
};

// Reads run after run of one text.
class Shaper {
 public:
  // `level`: of the heading that the text stands below; 0: none.
  explicit Shaper(int level = 0) : real_(level) {}

  // What is known of the run: kind, level, place in a table, language, number.
  void Add(Run run, const Piece& like);
  // Pieces of a part that another reader has read.
  void Append(std::vector<Piece> pieces);
  // Whether the last block announces what follows it.
  bool Announced() const { return !pieces_.empty() && !pieces_.back().block.text.empty() && pieces_.back().block.text.back() == ':'; }
  // The first row of this table, the last one that was added, heads its columns.
  void HeadFirstRow(int table);
  // Of the last heading that is declared as one; 0: none.
  int HeadingLevel() const { return real_; }
  // The end of the text. Numbered lines that follow each other with nothing between are a list.
  std::vector<Piece> Take();

 private:
  void AddParagraph(Run run, const Piece& like);
  void AddLine(Run line, Piece piece);
  void AddHeading(Run line, Piece piece);
  // Precondition: the line begins with `mark`.
  void AddMarked(Run line, const Mark& mark, Piece piece);
  void Emit(Run run, Piece piece);
  int LevelBelow() const;

  std::vector<Piece> pieces_;
  int real_;          // level of the last heading that is declared as one
  int numbered_ = 0;  // of the last one by number since
};

}  // namespace lofte::prose
