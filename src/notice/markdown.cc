#include "notice/render.h"

namespace lofte::notice {

namespace {

// Every character that CommonMark or a table could read as its own.
std::string Escaped(std::string_view text) {
  static constexpr std::string_view kMarks = "\\`*_[]<>|#&~";
  std::string out;
  for (const char c : text) {
    if (kMarks.find(c) != std::string_view::npos) out += '\\';
    out += c;
  }
  return out;
}

std::string Inline(const Pieces& pieces) {
  std::string out;
  for (const Piece& piece : pieces)
    out += piece.kind == Piece::Kind::kLink ? "[" + Escaped(piece.text) + "](<" + piece.value + ">)" : Escaped(piece.text);
  return out;
}

class Document {
 public:
  explicit Document(const Voice& voice) : voice_(voice) {}

  std::string Whole(const Notice& notice) {
    Line("# " + Spoken(notice.title));
    Titled(notice.summary, 2);
    Line("## " + Escaped(voice_.Phrase("page.contents")));
    for (const Block& section : notice.sections) out_ += "- [" + Spoken(section.title) + "](<#" + section.id + ">)\n";
    out_ += "\n";
    for (const Block& section : notice.sections) Titled(section, 2);
    out_.pop_back();
    return std::move(out_);
  }

 private:
  // With an empty line after it, as a paragraph needs.
  void Line(const std::string& text) { out_ += indent_ + text + "\n\n"; }
  std::string Spoken(const Say& say) const { return Inline(voice_.Speak(say)); }

  void Titled(const Block& block, int level) {
    Line("<a id=\"" + block.id + "\"></a>");
    Line(std::string(static_cast<std::size_t>(level), '#') + " " + Spoken(block.title));
    for (const Block& each : block.blocks) One(each, level + 1);
  }

  void One(const Block& block, int level) {
    switch (block.kind) {
      case Block::Kind::kSection:
      case Block::Kind::kCallout:
        return Titled(block, level);
      case Block::Kind::kParagraph:
        return Line(Spoken(block.says));
      case Block::Kind::kBullets:
        for (const Say& item : block.items) out_ += indent_ + "- " + Spoken(item) + "\n";
        out_ += "\n";
        return;
      case Block::Kind::kFacts:
        for (const Block& fact : block.blocks) One(fact, level);
        return;
      case Block::Kind::kFact:
        return FactOf(block, level);
      case Block::Kind::kTable:
        return TableOf(block);
    }
  }

  void FactOf(const Block& fact, int level) {
    Line("- **" + Spoken(fact.title) + "**");
    indent_ = "  ";
    for (const Block& each : fact.blocks) One(each, level);
    indent_.clear();
  }

  void TableOf(const Block& block) {
    Line("*" + Spoken(block.title) + "*");
    Row(block.head);
    for (std::size_t i = 0; i < block.head.size(); ++i) out_ += i == 0 ? "| --- |" : " --- |";
    out_ += "\n";
    for (const std::vector<Say>& row : block.rows) Row(row);
    out_ += "\n";
  }

  void Row(const std::vector<Say>& cells) {
    out_ += "|";
    for (const Say& cell : cells) out_ += " " + Spoken(cell) + " |";
    out_ += "\n";
  }

  const Voice& voice_;
  std::string out_, indent_;
};

}  // namespace

std::string RenderMarkdown(const Notice& notice, const Voice& voice) { return Document(voice).Whole(notice); }

}  // namespace lofte::notice
