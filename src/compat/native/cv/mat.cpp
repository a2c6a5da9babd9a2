#include "shim.hpp"

/// What the managed Mat reads, in one call.
struct MatInfo {
    int64_t step, total;
    uint8_t* data;
    int32_t rows, cols, dims, type, elem_size, continuous;
};

LCV lcv_mat_new(cv::Mat** out) { return lcv::guard(__func__, [&] { *out = new cv::Mat(); }); }

LCV lcv_mat_new_sized(int32_t rows, int32_t cols, int32_t type, cv::Mat** out)
{
    return lcv::guard(__func__, [&] { *out = new cv::Mat(rows, cols, type); });
}

LCV lcv_mat_new_filled(int32_t rows, int32_t cols, int32_t type, const double* value, cv::Mat** out)
{
    return lcv::guard(__func__, [&] { *out = new cv::Mat(rows, cols, type, lcv::scalar(value)); });
}

/// A header over the caller's pixels (step 0: rows follow each other without a gap).
LCV lcv_mat_new_data(int32_t rows, int32_t cols, int32_t type, void* data, int64_t step, cv::Mat** out)
{
    return lcv::guard(__func__, [&] { *out = new cv::Mat(rows, cols, type, data, static_cast<size_t>(step)); });
}

LCV lcv_mat_new_roi(const cv::Mat* m, int32_t x, int32_t y, int32_t w, int32_t h, cv::Mat** out)
{
    return lcv::guard(__func__, [&] { *out = new cv::Mat(*m, cv::Rect(x, y, w, h)); });
}

LCV lcv_mat_delete(cv::Mat* m)
{
    delete m;
    return 0;
}

LCV lcv_mat_info(const cv::Mat* m, MatInfo* info)
{
    return lcv::guard(__func__, [&] {
        info->rows = m->rows;
        info->cols = m->cols;
        info->dims = m->dims;
        info->type = m->type();
        info->elem_size = static_cast<int32_t>(m->elemSize());
        info->continuous = m->isContinuous();
        info->step = m->dims > 0 ? static_cast<int64_t>(m->step[0]) : 0;
        info->total = static_cast<int64_t>(m->total());
        info->data = m->data;
    });
}

LCV lcv_mat_create(cv::Mat* m, int32_t rows, int32_t cols, int32_t type)
{
    return lcv::guard(__func__, [&] { m->create(rows, cols, type); });
}

LCV lcv_mat_clone(const cv::Mat* m, cv::Mat** out)
{
    return lcv::guard(__func__, [&] { *out = new cv::Mat(m->clone()); });
}

LCV lcv_mat_copy_to(const cv::Mat* m, cv::Mat* dst, const cv::Mat* mask)
{
    return lcv::guard(__func__, [&] {
        if (mask == nullptr) {
            m->copyTo(*dst);
        } else {
            m->copyTo(*dst, *mask);
        }
    });
}

LCV lcv_mat_convert_to(const cv::Mat* m, cv::Mat* dst, int32_t type, double alpha, double beta)
{
    return lcv::guard(__func__, [&] { m->convertTo(*dst, type, alpha, beta); });
}

LCV lcv_mat_set_to(cv::Mat* m, const double* value, const cv::Mat* mask)
{
    return lcv::guard(__func__, [&] { m->setTo(lcv::scalar(value), lcv::optional(mask)); });
}

LCV lcv_mat_reshape(const cv::Mat* m, int32_t channels, int32_t rows, cv::Mat** out)
{
    return lcv::guard(__func__, [&] { *out = new cv::Mat(m->reshape(channels, rows)); });
}
