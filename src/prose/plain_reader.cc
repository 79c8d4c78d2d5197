#include "prose/plain_reader.h"

#include <algorithm>
#include <utility>

#include "base/utf8.h"
#include "prose/letters.h"

namespace lofte::prose {
namespace {

constexpr std::size_t kTab = 4;
// Lines that were wrapped by hand: the longest of a paragraph is between these.
constexpr std::size_t kNarrowest = 50;
constexpr std::size_t kWidest = 100;
// A full line goes on in one that stands so many columns further in.
constexpr std::size_t kHang = 2;
constexpr std::size_t kMark = 2;  // columns of a bullet and the blank after it

struct Line {
  std::size_t begin = 0, end = 0;  // of the source, without white space around it
  std::size_t indent = 0;          // columns
  std::size_t width = 0;           // columns, without the indent
  std::size_t first_word = 0;      // columns
  Run run;
  Mark mark;
  char rule = 0;                  // nothing but this sign, three times or more
  std::vector<std::size_t> tabs;  // of the source, within the line

  bool blank() const { return begin == end; }
  bool opens() const { return mark.kind != Mark::Kind::kNone; }
};

char RuleOf(std::string_view text) {
  if (text.size() < 3 || std::string_view("=-_*~#").find(text[0]) == std::string_view::npos) return 0;
  return text.find_first_not_of(text[0]) == std::string_view::npos ? text[0] : '\0';
}

std::size_t IndentOf(std::string_view blanks) {
  std::size_t columns = 0;
  for (const char byte : blanks) columns += byte == '\t' ? kTab - columns % kTab : 1;
  return columns;
}

Line LineAt(std::string_view source, std::size_t begin, std::size_t end) {
  Line line;
  const std::string_view text = Trimmed(source.substr(begin, end - begin));
  line.begin = text.empty() ? end : static_cast<std::size_t>(text.data() - source.data());
  line.end = line.begin + text.size();
  line.rule = RuleOf(text);
  line.indent = IndentOf(source.substr(begin, line.begin - begin));
  line.run.PutText(source, line.begin, line.end);
  line.width = CountCodePoints(line.run.text());
  line.first_word = CountCodePoints(text.substr(0, text.find(' ')));  // a no-break space holds words together
  for (std::size_t at = text.find('\t'); at != std::string_view::npos; at = text.find('\t', at + 1)) line.tabs.push_back(line.begin + at);
  if (line.rule == 0) line.mark = MarkOf(line.run.text());
  return line;
}

std::vector<Line> LinesOf(std::string_view source) {
  std::vector<Line> lines;
  for (std::size_t begin = 0; begin < source.size();) {
    const std::size_t end = std::min(source.find_first_of("\r\n", begin), source.size());
    lines.push_back(LineAt(source, begin, end));
    begin = end + (source.substr(end, 2) == "\r\n" ? 2 : 1);
  }
  return lines;
}

// A bracket that the line leaves open: `(Article` / `6(1)(b))`.
bool IsInBracket(std::string_view text) {
  return text.rfind('(') != std::string_view::npos && text.find(')', text.rfind('(')) == std::string_view::npos;
}

// `5 years after`: a number and a small word.
bool CountsOn(std::string_view text) {
  const std::size_t end = text.find_first_not_of("0123456789");
  return end != 0 && end != std::string_view::npos && text[end] == ' ' && IsLower(DecodeUtf8(text, end + 1).value);
}

// `Role: what it does`: a line of its own, however far in it stands.
bool IsLabelled(std::string_view text) {
  constexpr std::size_t kLongestLabel = 40;
  const std::size_t colon = text.find(": ");
  return colon != std::string_view::npos && colon <= kLongestLabel && IsUpper(DecodeUtf8(text, 0).value) &&
         text.find_first_of(".,;") > colon;
}

// Whether the line ends where its sentence does not.
bool GoesOn(const Line& line, const Line& next) {
  const std::string_view text = line.run.text();
  if (text.empty() || next.run.empty()) return false;
  if (IsInBracket(text)) return true;
  if (std::string_view(".!?:;").find(text.back()) != std::string_view::npos) return false;
  const std::string_view after = next.run.text();
  return after.front() == '(' || IsLower(DecodeUtf8(after, 0).value) || text.back() == ',' || CountsOn(after) ||
         next.indent >= line.indent + (line.opens() ? kMark : 0) + kHang;
}

class PlainReader {
 public:
  explicit PlainReader(std::string_view source) : source_(source), lines_(LinesOf(source)) {}

  std::vector<Piece> Read() {
    for (std::size_t i = 0; i < lines_.size();) i = ReadAt(i);
    return shaper_.Take();
  }

 private:
  bool Plain(std::size_t i) const { return i < lines_.size() && !lines_[i].blank() && !lines_[i].opens() && lines_[i].rule == 0; }

  std::size_t ReadAt(std::size_t i) {
    if (lines_[i].blank() || lines_[i].rule != 0) return i + 1;
    if (BeginsTable(i)) return ReadTable(i, EndOfTable(i));
    if (i + 1 < lines_.size() && IsUnderline(lines_[i + 1]) && lines_[i].mark.kind != Mark::Kind::kBullet) return ReadHeading(i);
    std::size_t last = i + 1;
    while (Plain(last) && !(last + 1 < lines_.size() && IsUnderline(lines_[last + 1])) && !BeginsTable(last)) ++last;
    return lines_[i].mark.kind == Mark::Kind::kNone ? ReadLines(i, last) : ReadMarked(i, last);
  }

  // Lines one below the other that tabs part into as many cells: how a table is copied out of a page.
  std::size_t EndOfTable(std::size_t i) const {
    std::size_t end = i;
    while (end < lines_.size() && !lines_[i].tabs.empty() && lines_[end].tabs.size() == lines_[i].tabs.size() && !lines_[end].opens())
      ++end;
    return end;
  }

  // `Phone:` and behind a tab the number: a line of its own.
  bool IsLabelAndValue(const Line& line) const {
    return line.tabs.size() == 1 && Trimmed(source_.substr(line.begin, line.tabs[0] - line.begin)).ends_with(':');
  }

  bool BeginsTable(std::size_t i) const {
    return i + 1 < lines_.size() && !lines_[i].tabs.empty() && !lines_[i].opens() && lines_[i + 1].tabs.size() == lines_[i].tabs.size() &&
           !lines_[i + 1].opens() && !(IsLabelAndValue(lines_[i]) && IsLabelAndValue(lines_[i + 1]));
  }

  std::size_t ReadTable(std::size_t first, std::size_t end) {
    Piece piece;
    piece.block.kind = Block::Kind::kCell;
    piece.block.table = tables_++;
    for (std::size_t i = first; i < end; ++i) {
      piece.block.row = static_cast<int>(i - first);
      std::size_t begin = lines_[i].begin;
      for (std::size_t column = 0; column <= lines_[i].tabs.size(); ++column) {
        const std::size_t until = column < lines_[i].tabs.size() ? lines_[i].tabs[column] : lines_[i].end;
        piece.block.column = static_cast<int>(column);
        Run run;
        run.PutText(source_, begin, until);
        if (!run.empty()) shaper_.Add(std::move(run), piece);
        begin = until + 1;
      }
    }
    indents_.clear();
    return end;
  }

  static bool IsUnderline(const Line& line) { return line.rule == '=' || line.rule == '-'; }

  std::size_t ReadHeading(std::size_t i) {
    Piece piece;
    piece.block.kind = Block::Kind::kHeading;
    piece.block.level = lines_[i + 1].rule == '=' ? 1 : 2;
    shaper_.Add(lines_[i].run, piece);
    indents_.clear();
    return i + 2;
  }

  std::size_t Longest(std::size_t first, std::size_t last) const {
    std::size_t longest = 0;
    for (std::size_t i = first; i < last; ++i) longest = std::max(longest, lines_[i].indent + lines_[i].width);
    return longest;
  }

  // Lines that fill their paragraph: [first, end). They were one before they were wrapped, or, where no sentence goes on from one into the
  // next, each is one of its own.
  struct Full {
    std::size_t end;
    bool wrapped;
  };
  // `longest` of the paragraph [first, last).
  Full FullFrom(std::size_t first, std::size_t last, std::size_t longest) const {
    if (longest < kNarrowest || longest > kWidest) return {last, false};
    Full full{first + 1, false};
    for (; full.end < last; ++full.end) {
      const Line &above = lines_[full.end - 1], &line = lines_[full.end];
      // It would have had room on the line above.
      if (above.indent + above.width + 1 + line.first_word <= longest) break;
      full.wrapped = full.wrapped || GoesOn(above, line);
    }
    return full;
  }

  Run Joined(std::size_t first, std::size_t last) const {
    Run run;
    for (std::size_t i = first; i < last; ++i) {
      run.PutText(source_, lines_[i].begin, lines_[i].end);
      run.Blank(lines_[i].end);
    }
    return run;
  }

  std::size_t ReadLines(std::size_t first, std::size_t last) {
    const std::size_t longest = Longest(first, last);
    while (first < last) {
      const Full full = FullFrom(first, last, longest);
      while (first < full.end) {
        const std::size_t end = full.wrapped ? full.end : first + 1;
        shaper_.Add(Joined(first, end), Piece{});
        first = end;
      }
    }
    indents_.clear();
    return last;
  }

  // An item goes on in lines that stand below its text, or that were wrapped.
  std::size_t ReadMarked(std::size_t i, std::size_t last) {
    std::size_t end = i + 1;
    while (end < last && lines_[end].indent > lines_[i].indent &&
           (!IsLabelled(lines_[end].run.text()) || GoesOn(lines_[end - 1], lines_[end])) &&
           (GoesOn(lines_[end - 1], lines_[end]) || lines_[end].indent >= TextColumn(i)))
      ++end;
    if (end == i + 1) {
      const Full full = FullFrom(i, last, Longest(i, last));
      end = full.wrapped ? full.end : end;
    }
    Piece piece;
    if (lines_[i].mark.kind == Mark::Kind::kBullet) piece.block.kind = Block::Kind::kItem;
    piece.block.doubled_mark = lines_[i].mark.doubled;
    piece.block.level = LevelOf(lines_[i]);
    shaper_.Add(Joined(i, end), piece);
    return end;
  }

  // Where the text of a marked line begins.
  std::size_t TextColumn(std::size_t i) const { return lines_[i].indent + kMark; }

  // A numbered heading ends the list above it.
  int LevelOf(const Line& line) {
    if (line.mark.section && LooksLikeHeading(line.run.text().substr(line.mark.bytes))) {
      indents_.clear();
      return 0;
    }
    while (!indents_.empty() && line.indent < indents_.back()) indents_.pop_back();
    if (indents_.empty() || line.indent > indents_.back() + 1) indents_.push_back(line.indent);
    return static_cast<int>(indents_.size());
  }

  std::string_view source_;
  std::vector<Line> lines_;
  Shaper shaper_;
  int tables_ = 0;
  std::vector<std::size_t> indents_;  // of the list that is open
};

}  // namespace

std::vector<Piece> ReadPlain(std::string_view source) { return PlainReader(source).Read(); }

}  // namespace lofte::prose
