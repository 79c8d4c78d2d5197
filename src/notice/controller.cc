// Who is answerable, how they are reached, and to whom one complains of them.
#include "notice/parts.h"
#include "policy/authorities.h"

namespace lofte::notice {

using policy::Controller;
using policy::Policy;

namespace {

Say Address(const std::string& address, const std::string& city, const std::string& country) {
  std::vector<Say> parts;
  if (!address.empty()) parts.push_back(Text(address));
  if (!city.empty() && address.find(city) == std::string::npos) parts.push_back(Text(city));
  if (!country.empty()) parts.push_back(Country(country));
  if (parts.size() == 1) return parts.front();
  if (parts.size() == 2) return Phrase("address.two", {{"first", parts[0]}, {"second", parts[1]}});
  return Phrase("address.three", {{"first", parts[0]}, {"second", parts[1]}, {"third", parts[2]}});
}

// Theirs ends in the country, in some language: the reader's comes in its place.
Say AddressOf(const policy::Authority& authority) {
  const std::size_t comma = authority.address.rfind(", ");
  return Address(authority.address.substr(0, comma), "", authority.country);
}

void Add(Blocks& facts, const char* key, const std::string& text) {
  if (!text.empty()) facts.push_back(Fact(Phrase(key), {Paragraph(Text(text))}));
}

void AddLink(Blocks& facts, const char* key, const std::string& text) {
  if (!text.empty()) facts.push_back(Fact(Phrase(key), {Paragraph(Link(text))}));
}

Block PersonFact(const char* key, const policy::Officer& person) {
  Blocks blocks;
  if (!person.name.empty()) blocks.push_back(Paragraph(Text(person.name)));
  if (!person.address.empty()) blocks.push_back(Paragraph(Text(person.address)));
  for (const std::string& link : {person.email, person.phone})
    if (!link.empty()) blocks.push_back(Paragraph(Link(link)));
  return Fact(Phrase(key), std::move(blocks));
}

Blocks JointBlocks(const Policy& policy) {
  Blocks blocks;
  for (const policy::JointController& joint : policy.joint_controllers) {
    Slots slots = {{"name", Text(joint.name)}, {"country", Country(joint.country)}};
    blocks.push_back(Paragraph(Phrase(joint.country.empty() ? "joint.named" : "joint.named-in", std::move(slots))));
    std::vector<Say> titles;
    for (const std::string& id : joint.activities)
      if (const policy::Activity* activity = policy.FindActivity(id)) titles.push_back(Anchor(AnchorOf(*activity), TitleOf(*activity)));
    if (!titles.empty()) blocks.push_back(Paragraph(Phrase("joint.activities", {{"activities", And(std::move(titles))}})));
    if (!joint.essence.empty()) blocks.push_back(Paragraph(Phrase("joint.essence", {{"essence", Word("joint", joint.id, joint.essence)}})));
    if (!joint.email.empty()) blocks.push_back(Paragraph(Link(joint.email)));
    blocks.push_back(Paragraph(Phrase("joint.rights")));
  }
  return blocks;
}

}  // namespace

Say Contacts(const Controller& controller) {
  std::vector<Say> ways;
  for (const std::string& link : {controller.email, controller.phone})
    if (!link.empty()) ways.push_back(Link(link));
  if (ways.empty() && !controller.address.empty()) ways.push_back(Text(controller.address));
  return ways.empty() ? Text(controller.name) : Or(std::move(ways));
}

Block ControllerSection(const Policy& policy) {
  const Controller& controller = policy.controller;
  Blocks facts = {Fact(Phrase("controller.name"), {Paragraph(Text(controller.name), controller.promises)})};
  Add(facts, "controller.organisation-number", controller.organisation_number);
  facts.push_back(Fact(Phrase("controller.address"), {Paragraph(Address(controller.address, controller.city, controller.country))}));
  AddLink(facts, "controller.email", controller.email);
  AddLink(facts, "controller.phone", controller.phone);
  if (controller.officer) facts.push_back(PersonFact("controller.officer", *controller.officer));
  if (controller.no_officer) facts.push_back(Fact(Phrase("controller.officer"), {Paragraph(Phrase("controller.no-officer"))}));
  if (controller.representative) facts.push_back(PersonFact("controller.representative", *controller.representative));
  if (Blocks joint = JointBlocks(policy); !joint.empty()) facts.push_back(Fact(Phrase("controller.joint"), std::move(joint)));
  return Section("controller", Phrase("controller.title"),
                 {Paragraph(Phrase("controller.intro", {{"name", Text(controller.name)}})), Facts(std::move(facts))});
}

Say AuthorityWords(const Policy& policy) {
  const policy::Authority* authority = policy::AuthorityOf(policy.authority);
  return authority == nullptr ? Phrase("complaint.authority-of", {{"country", Country(policy.authority)}}) : Text(authority->name);
}

Block ComplaintSection(const Policy& policy) {
  Blocks blocks = {Paragraph(Phrase("complaint.intro")), Paragraph(Phrase("complaint.authority", {{"authority", AuthorityWords(policy)}}))};
  if (const policy::Authority* authority = policy::AuthorityOf(policy.authority); authority != nullptr) {
    Blocks facts;
    AddLink(facts, "complaint.web", authority->web);
    AddLink(facts, "controller.email", authority->email);
    AddLink(facts, "controller.phone", authority->phone);
    if (!authority->address.empty()) facts.push_back(Fact(Phrase("controller.address"), {Paragraph(AddressOf(*authority))}));
    blocks.push_back(Facts(std::move(facts)));
  }
  blocks.push_back(Paragraph(Phrase("complaint.home")));
  return Section("complaint", Phrase("complaint.title"), std::move(blocks));
}

}  // namespace lofte::notice
