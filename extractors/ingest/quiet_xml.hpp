// libxml2 prints what it finds wrong to standard error unless it is told otherwise, and some of its parts (charset conversion)
// do so whatever a parser's options say. rawi prints its own messages only.
#pragma once

struct _xmlError;  // libxml2's own name for it; its header stays in the .cpp files

namespace rawi {

/// Keeps libxml2 silent in this thread while it lives; then the handlers are as they were before.
class QuietXml {
 public:
  QuietXml();
  QuietXml(const QuietXml&) = delete;
  QuietXml& operator=(const QuietXml&) = delete;
  ~QuietXml();

 private:
  void* old_context_;
  void (*old_handler_)(void*, _xmlError*);
};

}  // namespace rawi
