#include "prose/shape.h"

#include <algorithm>
#include <string>
#include <utility>

namespace lofte::prose {
namespace {

constexpr int kDeepestHeading = 6;
// So many numbered lines one after the other are a list.
constexpr int kListSteps = 2;

struct Range {
  std::size_t from = 0, to = 0;
};

// All strong, and not the announcement of what follows.
bool IsPseudoHeading(const Run& run, Range line) {
  const std::string_view text = run.View(line.from, line.to);
  return !text.empty() && text.back() != ':' && run.AllStrong(line.from, line.to) && LooksLikeHeading(text);
}

std::vector<Range> SplitAt(std::string_view text, std::string_view mark) {
  std::vector<Range> ranges;
  std::size_t from = 0;
  for (std::size_t at = text.find(mark); at != std::string_view::npos; at = text.find(mark, from)) {
    ranges.push_back({from, at});
    from = at + mark.size();
  }
  ranges.push_back({from, text.size()});
  return ranges;
}

bool StartsOwnBlock(const Run& run, Range line) {
  return MarkOf(run.View(line.from, line.to)).kind != Mark::Kind::kNone || IsPseudoHeading(run, line);
}

Run Whole(Run run, std::size_t from) { return from == 0 ? std::move(run) : run.Part(from, run.size()); }

void Demote(std::vector<Piece>& pieces, std::size_t from, std::size_t to) {
  for (std::size_t i = from; i < to; ++i) {
    Block& block = pieces[i].block;
    block.level = static_cast<int>(std::count(block.number.begin(), block.number.end(), '.')) + 1;
    block.kind = Block::Kind::kItem;
  }
}

}  // namespace

int Shaper::LevelBelow() const { return std::min(std::max(real_, numbered_) + 1, kDeepestHeading); }

void Shaper::Emit(Run run, Piece piece) {
  if (run.empty()) return;
  Block& block = piece.block;
  block.end = run.end();
  block.at = run.TakePlaces();
  block.text = run.TakeText();
  pieces_.push_back(std::move(piece));
}

void Shaper::AddHeading(Run line, Piece piece) {
  piece.block.kind = Block::Kind::kHeading;
  Mark mark = MarkOf(line.text());
  if (mark.kind == Mark::Kind::kNumber) piece.block.number = std::move(mark.number);
  Emit(Whole(std::move(line), mark.bytes), std::move(piece));
}

void Shaper::AddMarked(Run line, const Mark& mark, Piece piece) {
  const bool strong = line.AllStrong(0, line.size());
  Run rest = Whole(std::move(line), mark.bytes);
  Block& block = piece.block;
  if (!mark.number.empty()) block.number = mark.number;
  if (mark.section && block.kind == Block::Kind::kParagraph && LooksLikeHeading(rest.text())) {
    block.kind = Block::Kind::kHeading;
    block.level = std::min(real_ + mark.depth, kDeepestHeading);
    piece.numbered = !strong;
    numbered_ = block.level;
  } else if (block.kind == Block::Kind::kParagraph) {
    block.kind = Block::Kind::kItem;
    block.level = std::max({block.level, mark.section ? mark.depth : 1, 1});
  }
  Emit(std::move(rest), std::move(piece));
}

void Shaper::AddLine(Run line, Piece piece) {
  if (line.empty()) return;
  if (const Mark mark = MarkOf(line.text()); mark.kind != Mark::Kind::kNone) return AddMarked(std::move(line), mark, std::move(piece));
  if (piece.block.kind == Block::Kind::kParagraph && IsPseudoHeading(line, {0, line.size()})) {
    piece.block.kind = Block::Kind::kHeading;
    piece.block.level = LevelBelow();
  }
  Emit(std::move(line), std::move(piece));
}

// Lines that begin nothing of their own stay with the line above.
void Shaper::AddParagraph(Run run, const Piece& like) {
  const std::vector<Range> lines = SplitAt(run.text(), "\n");
  if (lines.size() == 1) return AddLine(std::move(run), like);
  Piece piece = like;
  for (std::size_t i = 0; i < lines.size();) {
    std::size_t next = i + 1;
    if (!IsPseudoHeading(run, lines[i])) {
      while (next < lines.size() && !StartsOwnBlock(run, lines[next])) ++next;
    }
    AddLine(run.Part(lines[i].from, lines[next - 1].to), piece);
    // What follows in an item that was broken into lines of their own stands below it.
    if (i == 0 && like.block.kind == Block::Kind::kItem) ++piece.block.level;
    if (i == 0) piece.block.number.clear();
    i = next;
  }
}

void Shaper::Add(Run run, const Piece& like) {
  if (run.text().find('<') != std::string_view::npos) run = run.WithBreaks();
  if (like.block.kind == Block::Kind::kHeading) {
    Piece piece = like;
    piece.declared = like.block.level > 0;
    numbered_ = like.block.level > 0 ? 0 : numbered_;
    real_ = like.block.level > 0 ? like.block.level : real_;
    if (like.block.level == 0) piece.block.level = LevelBelow();
    return AddHeading(std::move(run), std::move(piece));
  }
  const std::vector<Range> paragraphs = SplitAt(run.text(), "\n\n");
  const bool cell = like.block.kind == Block::Kind::kCell;
  if (paragraphs.size() == 1) return cell ? Emit(std::move(run), like) : AddParagraph(std::move(run), like);
  for (const Range& range : paragraphs)
    cell ? Emit(run.Part(range.from, range.to), like) : AddParagraph(run.Part(range.from, range.to), like);
}

void Shaper::Append(std::vector<Piece> pieces) {
  for (Piece& piece : pieces) {
    if (piece.declared) real_ = piece.block.level;
    pieces_.push_back(std::move(piece));
  }
}

void Shaper::HeadFirstRow(int table) {
  for (std::size_t i = pieces_.size(); i-- > 0;) {
    Block& block = pieces_[i].block;
    if (block.table >= 0 && block.table < table) return;
    if (block.table == table && block.row == 0) block.header = true;
  }
}

std::vector<Piece> Shaper::Take() {
  for (std::size_t from = 0; from < pieces_.size();) {
    std::size_t to = from + 1;
    int steps = 0;
    while (pieces_[from].numbered && to < pieces_.size() && pieces_[to].numbered) {
      const Succession succession = SuccessionOf(pieces_[to - 1].block.number, pieces_[to].block.number);
      if (!succession.follows) break;
      steps += succession.sibling ? 1 : 0;
      ++to;
    }
    if (steps >= kListSteps) Demote(pieces_, from, to);
    from = to;
  }
  return std::move(pieces_);
}

}  // namespace lofte::prose
