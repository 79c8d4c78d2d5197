#include "prose/shape.h"

#include <algorithm>
#include <string>
#include <utility>

namespace lofte::prose {
namespace {

constexpr int kDeepestHeading = 6;
// So many numbered lines one after the other are a list.
constexpr int kListSteps = 2;

bool IsStrong(const Run& run) {
  for (std::size_t i = 0; i < run.size(); ++i) {
    if (!run.strong(i)) return false;
  }
  return !run.empty();
}

// Ends in a colon: announces what follows, and is no heading of it.
bool Announces(const Run& run) { return run.text().back() == ':'; }

bool IsPseudoHeading(const Run& line) { return IsStrong(line) && !Announces(line) && LooksLikeHeading(line.text()); }

// The lines of [from, to), as ranges.
std::vector<std::pair<std::size_t, std::size_t>> SplitAt(std::string_view text, std::string_view mark) {
  std::vector<std::pair<std::size_t, std::size_t>> ranges;
  std::size_t from = 0;
  for (std::size_t at = text.find(mark); at != std::string_view::npos; at = text.find(mark, from)) {
    ranges.emplace_back(from, at);
    from = at + mark.size();
  }
  ranges.emplace_back(from, text.size());
  return ranges;
}

bool StartsOwnBlock(const Run& line) { return MarkOf(line.text()).kind != Mark::Kind::kNone || IsPseudoHeading(line); }

void Demote(std::vector<Piece>& pieces, std::size_t from, std::size_t to) {
  for (std::size_t i = from; i < to; ++i) {
    Block& block = pieces[i].block;
    block.level = static_cast<int>(std::count(block.number.begin(), block.number.end(), '.')) + 1;
    block.kind = Block::Kind::kItem;
  }
}

}  // namespace

int Shaper::LevelBelow() const { return std::min(std::max(real_, numbered_) + 1, kDeepestHeading); }

void Shaper::Emit(const Run& run, Piece piece) {
  if (run.empty()) return;
  Block& block = piece.block;
  block.text = std::string(run.text());
  block.at.resize(run.size());
  for (std::size_t i = 0; i < run.size(); ++i) block.at[i] = static_cast<std::uint32_t>(run.at(i));
  block.end = run.end();
  pieces_.push_back(std::move(piece));
}

void Shaper::AddHeading(const Run& line, Piece piece) {
  piece.block.kind = Block::Kind::kHeading;
  const Mark mark = MarkOf(line.text());
  const bool numbered = mark.kind == Mark::Kind::kNumber;
  if (numbered) piece.block.number = mark.number;
  Emit(line.Part(mark.kind == Mark::Kind::kNone ? 0 : mark.bytes, line.size()), std::move(piece));
}

void Shaper::AddMarked(const Run& line, const Mark& mark, Piece piece) {
  const Run rest = line.Part(mark.bytes, line.size());
  piece.block.number = mark.number;
  if (mark.kind == Mark::Kind::kNumber && mark.section && piece.block.kind == Block::Kind::kParagraph && LooksLikeHeading(rest.text())) {
    piece.block.kind = Block::Kind::kHeading;
    piece.block.level = std::min(real_ + mark.depth, kDeepestHeading);
    piece.numbered = !IsStrong(line);
    numbered_ = piece.block.level;
  } else if (piece.block.kind == Block::Kind::kParagraph) {
    piece.block.kind = Block::Kind::kItem;
    piece.block.level = std::max({piece.block.level, mark.section ? mark.depth : 1, 1});
  }
  Emit(rest, std::move(piece));
}

void Shaper::AddLine(const Run& line, const Piece& like) {
  if (line.empty()) return;
  Piece piece = like;
  if (const Mark mark = MarkOf(line.text()); mark.kind != Mark::Kind::kNone) return AddMarked(line, mark, std::move(piece));
  if (like.block.kind == Block::Kind::kParagraph && IsPseudoHeading(line)) {
    piece.block.kind = Block::Kind::kHeading;
    piece.block.level = LevelBelow();
  }
  Emit(line, std::move(piece));
}

// Lines that begin nothing of their own stay with the line above.
void Shaper::AddParagraph(const Run& run, const Piece& like) {
  const auto lines = SplitAt(run.text(), "\n");
  Piece piece = like;
  for (std::size_t i = 0; i < lines.size();) {
    const bool heading = IsPseudoHeading(run.Part(lines[i].first, lines[i].second));
    std::size_t next = i + 1;
    while (next < lines.size() && !heading && !StartsOwnBlock(run.Part(lines[next].first, lines[next].second))) ++next;
    AddLine(run.Part(lines[i].first, lines[next - 1].second), piece);
    // What follows in an item that was broken into lines of their own stands below it.
    if (i == 0 && like.block.kind == Block::Kind::kItem) ++piece.block.level;
    i = next;
  }
}

void Shaper::Add(const Run& run, const Piece& like) {
  const Run whole = run.text().find('<') == std::string_view::npos ? run.Part(0, run.size()) : run.WithBreaks();
  if (like.block.kind == Block::Kind::kHeading) {
    real_ = like.block.level > 0 ? like.block.level : real_;
    numbered_ = like.block.level > 0 ? 0 : numbered_;
    Piece piece = like;
    if (like.block.level == 0) piece.block.level = LevelBelow();
    return AddHeading(whole, std::move(piece));
  }
  for (const auto& [from, to] : SplitAt(whole.text(), "\n\n")) {
    const Run paragraph = whole.Part(from, to);
    if (like.block.kind == Block::Kind::kCell) {
      Emit(paragraph, like);
    } else {
      AddParagraph(paragraph, like);
    }
  }
}

void Shaper::Append(std::vector<Piece> pieces) {
  for (Piece& piece : pieces) {
    if (piece.block.kind == Block::Kind::kHeading) real_ = piece.block.level;
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
