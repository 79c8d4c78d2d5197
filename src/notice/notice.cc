#include "notice/notice.h"

namespace lofte::notice {

namespace {

Say Of(Say::Kind kind) {
  Say say;
  say.kind = kind;
  return say;
}

Say Of(Say::Kind kind, std::string text) {
  Say say = Of(kind);
  say.text = std::move(text);
  return say;
}

Say Of(Say::Kind kind, int number) {
  Say say = Of(kind);
  say.number = number;
  return say;
}

Say Of(Say::Kind kind, std::vector<Say> parts) {
  if (parts.size() == 1) return std::move(parts.front());
  Say say = Of(kind);
  say.parts = std::move(parts);
  return say;
}

Block Titled(Block::Kind kind, Say title, Blocks blocks) {
  Block block;
  block.kind = kind;
  block.title = std::move(title);
  block.blocks = std::move(blocks);
  return block;
}

}  // namespace

Say Phrase(std::string key, Slots slots) {
  Say say = Of(Say::Kind::kPhrase);
  say.key = std::move(key);
  say.slots = std::move(slots);
  return say;
}

Say Word(std::string section, std::string key, policy::LocalText local) {
  Say say = Of(Say::Kind::kWord);
  say.section = std::move(section);
  say.key = std::move(key);
  say.local = std::move(local);
  return say;
}

Say Text(std::string text) { return Of(Say::Kind::kText, std::move(text)); }
Say Link(std::string text) { return Of(Say::Kind::kLink, std::move(text)); }
Say Country(std::string code) { return Of(Say::Kind::kCountry, std::move(code)); }
Say Number(int number) { return Of(Say::Kind::kNumber, number); }
Say Percent(int number) { return Of(Say::Kind::kPercent, number); }

Say Anchor(std::string id, Say say) {
  Say anchor = Of(Say::Kind::kAnchor, std::move(id));
  anchor.parts.push_back(std::move(say));
  return anchor;
}

Say Period(const time::Period& period) {
  Say say = Of(Say::Kind::kPeriod);
  say.period = period;
  return say;
}

Say Day(time::Day day) {
  Say say = Of(Say::Kind::kDay);
  say.day = day;
  return say;
}

Say And(std::vector<Say> parts) { return Of(Say::Kind::kAnd, std::move(parts)); }
Say Or(std::vector<Say> parts) { return Of(Say::Kind::kOr, std::move(parts)); }
Say Numbered(std::vector<Say> parts) { return Of(Say::Kind::kNumbered, std::move(parts)); }
Say Sentences(std::vector<Say> parts) { return Of(Say::Kind::kSentences, std::move(parts)); }

Block Section(std::string id, Say title, Blocks blocks) {
  Block block = Titled(Block::Kind::kSection, std::move(title), std::move(blocks));
  block.id = std::move(id);
  return block;
}

Block Paragraph(Say says, std::vector<std::string> promises) {
  Block block;
  block.says = std::move(says);
  block.promises = std::move(promises);
  return block;
}

Block Bullets(std::vector<Say> items) {
  Block block;
  block.kind = Block::Kind::kBullets;
  block.items = std::move(items);
  return block;
}

Block Facts(Blocks facts) { return Titled(Block::Kind::kFacts, {}, std::move(facts)); }
Block Fact(Say title, Blocks blocks) { return Titled(Block::Kind::kFact, std::move(title), std::move(blocks)); }

Block Callout(std::string id, Say title, Blocks blocks) {
  Block block = Titled(Block::Kind::kCallout, std::move(title), std::move(blocks));
  block.id = std::move(id);
  return block;
}

Block Table(Say caption, std::vector<Say> head, std::vector<std::vector<Say>> rows) {
  Block block = Titled(Block::Kind::kTable, std::move(caption), {});
  block.head = std::move(head);
  block.rows = std::move(rows);
  return block;
}

}  // namespace lofte::notice
