// The notice as text, for a letter, a terminal or a screen that knows nothing else.
#include "base/utf8.h"
#include "notice/render.h"

namespace lofte::notice {

namespace {

constexpr std::size_t kWidth = 78;
constexpr std::size_t kHang = 2;  // of what goes on below a label

// A word that a reader would take for the mark of an item when it begins a line: `(2)`, `b)`, `6.`, `-`.
bool LooksLikeMark(std::string_view word) {
  if (word == "-" || word == "*" || word == "–") return true;
  if (word.size() < 2 || word.size() > 4 || (word.back() != ')' && word.back() != '.')) return false;
  if (word.front() == '(') word.remove_prefix(1);
  return word.find_first_not_of("0123456789") + 1 == word.size() || word.size() == 2;
}

// No-break spaces before words that must not begin a line.
std::string Held(const std::string& text) {
  constexpr std::string_view kNoBreak = "\u00A0";
  std::string held;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    const std::string_view word = std::string_view(text).substr(at, end - at);
    if (at > 0) held += LooksLikeMark(word) ? kNoBreak : " ";
    held += word;
    at = end + 1;
  }
  return held;
}

class Letter {
 public:
  explicit Letter(const Voice& voice) : voice_(voice) {}

  std::string Whole(const Notice& notice) {
    Heading(Spoken(notice.title), '=');
    Titled(notice.summary, '=');
    for (const Block& section : notice.sections) Titled(section, '=');
    while (out_.size() > 1 && out_[out_.size() - 2] == '\n') out_.pop_back();
    return std::move(out_);
  }

 private:
  std::string Spoken(const Say& say) const { return PlainText(voice_.Speak(say)); }

  void Heading(const std::string& text, char under) { out_ += text + "\n" + std::string(CountCodePoints(text), under) + "\n\n"; }

  void Titled(const Block& block, char under) {
    Heading(Spoken(block.title), under);
    for (const Block& each : block.blocks) One(each);
  }

  // `first` before the first line, as many blanks before the others and `more`.
  void Wrapped(const std::string& words, const std::string& first, std::size_t more = 0) {
    const std::string text = Held(words);
    const std::string blanks(CountCodePoints(first) + more, ' ');
    std::string line = first;
    bool is_fresh = true;
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t end = std::min(text.find(' ', at), text.size());
      const std::string word = text.substr(at, end - at);
      if (!is_fresh && CountCodePoints(line) + 1 + CountCodePoints(word) > kWidth) {
        out_ += line + "\n";
        line = blanks;
        is_fresh = true;
      }
      line += (is_fresh ? "" : " ") + word;
      is_fresh = false;
      at = end + 1;
    }
    out_ += line + "\n";
  }

  void One(const Block& block) {
    switch (block.kind) {
      case Block::Kind::kSection:
      case Block::Kind::kCallout:
        return Titled(block, '-');
      case Block::Kind::kParagraph:
        Wrapped(Spoken(block.says), indent_);
        break;
      case Block::Kind::kBullets:
        for (const Say& item : block.items) Wrapped(Spoken(item), indent_ + "- ");
        break;
      case Block::Kind::kFacts:
        for (const Block& fact : block.blocks) One(fact);
        return;
      case Block::Kind::kFact:
        return FactOf(block);
      case Block::Kind::kTable:
        return TableOf(block);
    }
    out_ += "\n";
  }

  void FactOf(const Block& fact) {
    const std::string title = Spoken(fact.title);
    Wrapped(title.back() == '?' ? title : title + ":", indent_);
    indent_ = "  ";
    for (const Block& each : fact.blocks) One(each);
    indent_.clear();
  }

  // Row by row: a column for each cell is too narrow to read.
  void TableOf(const Block& block) {
    Wrapped(Spoken(block.title), indent_);
    out_ += "\n";
    for (const std::vector<Say>& row : block.rows) {
      Wrapped(Spoken(block.head.front()) + ": " + Spoken(row.front()), indent_ + "* ", kHang);
      for (std::size_t i = 1; i < row.size(); ++i) Wrapped(Spoken(block.head[i]) + ": " + Spoken(row[i]), indent_ + "  ", kHang);
      out_ += "\n";
    }
  }

  const Voice& voice_;
  std::string out_, indent_;
};

}  // namespace

std::string RenderText(const Notice& notice, const Voice& voice) { return Letter(voice).Whole(notice); }

}  // namespace lofte::notice
